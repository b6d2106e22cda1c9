package io.trunkline.core.approval;

import io.trunkline.core.Json;
import io.trunkline.core.approval.internal.RuleTable;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The steps of the current tenant. Reading and changing them needs the permission
/// `approval.configure`; requests under way keep the steps they began with.
@ApplicationScoped
public class ApprovalRules {

    private static final int MOST_STEPS = 5;
    private static final int MOST_PEOPLE = 10;
    private static final int MOST_HOURS = 24 * 90;

    private final TenantDatabase database;
    private final RuleTable table;
    private final ApprovalKinds kinds;
    private final IdGenerator ids;
    private final Audit audit;

    ApprovalRules(
            TenantDatabase database,
            RuleTable table,
            ApprovalKinds kinds,
            IdGenerator ids,
            Audit audit) {
        this.database = database;
        this.table = table;
        this.kinds = kinds;
        this.ids = ids;
        this.audit = audit;
    }

    /// @param approver whoever holds this decides where no steps are set
    /// @param steps as set; empty where nothing is
    /// @param version the version a change is made from; 0 where nothing is set
    public record Rule(
            String source,
            String kind,
            Permission approver,
            List<ApprovalStep> steps,
            int version) {}

    /// One for each kind that the tenant's plugins ask for.
    public List<Rule> all() {
        Session session = configurer();
        List<ApprovalKinds.Kind> known = kinds.all();
        return database.inTransaction(handle ->
                known.stream()
                        .map(kind ->
                                table.find(handle, session.tenant().id(), kind.source(), kind.key())
                                        .map(kept -> rule(kind, kept))
                                        .orElseGet(() -> rule(kind, null)))
                        .toList());
    }

    /// Keys of the tenant's roles.
    public List<String> roles() {
        Session session = configurer();
        return database.inTransaction(handle -> table.roles(handle, session.tenant().id()));
    }

    /// Names of the tenant's positions by key; for everyone who reads of a step.
    public Map<String, String> positions() {
        Session session = TenantRunner.current();
        return database.inTransaction(handle -> table.positions(handle, session.tenant().id()));
    }

    /// Sets the steps of a kind; none means the usual one again.
    ///
    /// @param version the version the change was made from
    /// @throws PluginException `NOT_FOUND` for a kind nobody asks for, `STALE` when someone changed
    ///   it since, [ApprovalError#STEP_INVALID]
    public Rule save(String source, String kind, List<ApprovalStep> steps, int version) {
        Session session = configurer();
        int tenant = session.tenant().id();
        ApprovalKinds.Kind known =
                kinds.all().stream()
                        .filter(one -> one.source().equals(source) && one.key().equals(kind))
                        .findFirst()
                        .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
        return database.inTransaction(handle -> {
            check(steps, table.roles(handle, tenant), table.positions(handle, tenant).keySet());
            RuleTable.Kept before = table.find(handle, tenant, source, kind).orElse(null);
            if (!table.save(handle, tenant, ids.next(), source, kind, steps, version)) {
                throw new PluginException(StandardErrorCode.STALE);
            }
            RuleTable.Kept after = table.find(handle, tenant, source, kind).orElseThrow();
            audit.record(
                    handle,
                    "approval.configure",
                    "approval-rule",
                    after.id(),
                    before == null ? null : Json.write(before.steps()),
                    Json.write(after.steps()));
            return rule(known, after);
        });
    }

    private static void check(List<ApprovalStep> steps, List<String> roles, Set<String> positions) {
        if (steps.size() > MOST_STEPS) {
            throw new PluginException(ApprovalError.STEP_INVALID, MOST_STEPS + 1, "steps");
        }
        for (int index = 0; index < steps.size(); index++) {
            List<String> wrong = wrong(steps.get(index), roles, positions);
            if (!wrong.isEmpty()) {
                throw new PluginException(
                        ApprovalError.STEP_INVALID, index + 1, String.join(", ", wrong));
            }
        }
    }

    /// Steps come from outside: whatever its type says, each of their parts may be missing.
    private static List<String> wrong(
            @Nullable ApprovalStep step, List<String> roles, Set<String> positions) {
        if (step == null) {
            return List.of("step");
        }
        List<String> wrong = new ArrayList<>();
        Integer hours = step.hours();
        Long from = step.fromAmount();
        if (step.who() == null) {
            wrong.add("who");
        } else if (step.value() == null || !isKnown(step, roles, positions)) {
            wrong.add("value");
        }
        if (step.count() < 1 || step.count() > MOST_PEOPLE) {
            wrong.add("count");
        }
        if (from != null && from < 0) {
            wrong.add("fromAmount");
        }
        if (hours != null && (hours < 1 || hours > MOST_HOURS)) {
            wrong.add("hours");
        }
        if (step.onTimeOut() == null) {
            wrong.add("onTimeOut");
        }
        return wrong;
    }

    private static boolean isKnown(ApprovalStep step, List<String> roles, Set<String> positions) {
        return switch (step.who()) {
            case ROLE -> roles.contains(step.value());
            case POSITION -> positions.contains(step.value());
            case PERMISSION, LEAD -> isPermission(step.value());
        };
    }

    private static boolean isPermission(String key) {
        try {
            return !new Permission(key).key().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Rule rule(ApprovalKinds.Kind kind, RuleTable.@Nullable Kept kept) {
        return new Rule(
                kind.source(),
                kind.key(),
                kind.approver(),
                kept == null ? List.of() : kept.steps(),
                kept == null ? 0 : kept.version());
    }

    private static Session configurer() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.APPROVAL_CONFIGURE);
        return session;
    }
}
