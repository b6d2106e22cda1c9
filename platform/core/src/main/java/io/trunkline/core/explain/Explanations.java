package io.trunkline.core.explain;

import io.trunkline.core.Json;
import io.trunkline.core.customer.CustomerField;
import io.trunkline.core.explain.Explanation.Question;
import io.trunkline.core.explain.Explanation.Step;
import io.trunkline.spi.Member;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.FieldPolicy.Rule;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.access.EntryLimits;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.orgunit.UnitTree;
import io.trunkline.tenancy.role.Role;
import io.trunkline.tenancy.role.RoleTexts;
import io.trunkline.tenancy.role.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers why a member can or cannot see a customer, from the same facts her requests are decided
/// by. Needs `role.manage` or `audit.view`, looks past the asker's own rows, tells nothing of the
/// customer but where it belongs, and is kept in the audit.
@ApplicationScoped
public class Explanations {

    private final TenantDatabase database;
    private final Sessions sessions;
    private final Members members;
    private final OrgUnits orgUnits;
    private final Roles roles;
    private final Audit audit;

    Explanations(
            TenantDatabase database,
            Sessions sessions,
            Members members,
            OrgUnits orgUnits,
            Roles roles,
            Audit audit) {
        this.database = database;
        this.sessions = sessions;
        this.members = members;
        this.orgUnits = orgUnits;
        this.roles = roles;
        this.audit = audit;
    }

    private record Place(
            long id, String number, long unit, @Nullable Long owner, boolean deleted) {}

    /// @param member id or username
    /// @param customer id, external number or whole name
    /// @throws PluginException an [ExplainError], or `FORBIDDEN`
    public Explanation explain(String member, String customer) {
        Session asker = TenantRunner.current();
        if (!asker.may(CorePermissions.ROLE_MANAGE)) {
            asker.require(CorePermissions.AUDIT_VIEW);
        }
        Session everywhere = asker.tenantWide(orgUnits.allIds());
        // Read before the transaction: the tree is read by a session of its own.
        UnitTree tree = orgUnits.tree(asker.tenant());
        return TenantRunner.call(
                everywhere,
                () ->
                        database.inTransaction(handle -> {
                            Member who = member(member.strip());
                            Place place = place(asker, customer.strip());
                            audit.record(
                                    handle,
                                    "access.explain",
                                    "customer",
                                    place.id(),
                                    null,
                                    Json.write(Map.of("member", "" + who.id())));
                            return answer(asker, tree, who, place);
                        }));
    }

    private Explanation answer(Session asker, UnitTree tree, Member who, Place place) {
        List<Role> held = roles.heldBy(who.id());
        RowScope.Kind kind =
                held.stream()
                        .map(Role::scope)
                        .max(Comparator.naturalOrder())
                        .orElse(RowScope.Kind.OWN);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(Question.TENANT, true, List.of(), List.of(asker.tenant().name())));
        steps.add(new Step(Question.MEMBER, who.active(), List.of(), List.of(who.name())));
        steps.addAll(limits(asker, who));
        List<String> granting =
                names(
                        asker,
                        held.stream()
                                .filter(role ->
                                        role.permissions()
                                                .contains(CorePermissions.CUSTOMER_VIEW.key()))
                                .toList());
        steps.add(new Step(Question.PERMISSION, !granting.isEmpty(), granting, List.of()));
        steps.add(new Step(Question.DELETED, !place.deleted(), List.of(), List.of()));
        boolean reached = tree.reach(kind, who.orgUnitId()).contains(place.unit());
        List<String> widest =
                names(asker, held.stream().filter(role -> role.scope() == kind).toList());
        steps.add(
                new Step(
                        Question.UNIT,
                        reached,
                        widest,
                        List.of(kind.name(), path(place.unit()), path(who.orgUnitId()))));
        if (kind == RowScope.Kind.OWN) {
            Optional<Member> owner = Optional.ofNullable(place.owner()).flatMap(members::find);
            steps.add(
                    new Step(
                            Question.OWNER,
                            owner.filter(own -> own.id() == who.id()).isPresent(),
                            widest,
                            List.of(owner.map(Member::name).orElse(""))));
        }
        boolean visible = steps.stream().allMatch(Step::passed);
        return new Explanation(who.name(), place.number(), visible, steps, fields(asker, held));
    }

    private List<Step> limits(Session asker, Member who) {
        EntryLimits limits = sessions.limits(asker.tenant().key(), who.username());
        boolean now = limits.hoursAllow(ZonedDateTime.now(asker.zone()));
        Step hours = new Step(Question.LIMITS, now, List.of(), limits.shown());
        if (!limits.askForDevice()) {
            return List.of(hours);
        }
        int approved = limits.devices().approved().size();
        return List.of(
                hours, new Step(Question.DEVICE, approved > 0, List.of(), List.of("" + approved)));
    }

    /// As the session merges them: the most open rule counts, and a role that leaves a field
    /// unnamed leaves it open.
    private List<Explanation.Field> fields(Session asker, List<Role> held) {
        return roles.fields().stream()
                .map(field -> {
                    Rule rule =
                            held.stream()
                                    .map(role -> rule(role, field.key()))
                                    .min(Comparator.naturalOrder())
                                    .orElse(Rule.OPEN);
                    return new Explanation.Field(
                            field.key(),
                            rule,
                            names(
                                    asker,
                                    held.stream()
                                            .filter(role -> rule(role, field.key()) == rule)
                                            .toList()));
                })
                .toList();
    }

    private static Rule rule(Role role, String field) {
        return new FieldPolicy(role.fields()).of(field);
    }

    private Member member(String text) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                SELECT id FROM trunkline.member
                                 WHERE tenant_id = :tenant AND (username = :text OR id = :id)
                                """)
                        .bind("tenant", TenantRunner.current().tenant().id())
                        .bind("text", text)
                        .bind("id", number(text))
                        .mapTo(Long.class)
                        .findFirst()
                        .flatMap(members::find)
                        .orElseThrow(() -> new PluginException(ExplainError.MEMBER_UNKNOWN)));
    }

    /// By what the asker could find it by herself, had she the rows.
    private Place place(Session asker, String text) {
        boolean byNumber = CustomerField.EXTERNAL_NUMBER.isFound(asker.fields());
        boolean byName = CustomerField.NAME.isFound(asker.fields());
        boolean shown = CustomerField.EXTERNAL_NUMBER.isShown(asker.fields());
        List<Place> found =
                database.inTransaction(handle ->
                        handle.createQuery(
                                        """
                                        SELECT id, external_number, org_unit_id, owner_id, deleted_at IS NOT NULL
                                          FROM trunkline.customer
                                         WHERE tenant_id = :tenant
                                           AND (id = :id OR (:byNumber AND external_number = :text)
                                                OR (:byName AND name = :text))
                                         LIMIT 2
                                        """)
                                .bind("tenant", asker.tenant().id())
                                .bind("id", number(text))
                                .bind("byNumber", byNumber)
                                .bind("byName", byName)
                                .bind("text", text)
                                .map((row, context) ->
                                        new Place(
                                                row.getLong(1),
                                                shown ? row.getString(2) : "" + row.getLong(1),
                                                row.getLong(3),
                                                row.getObject(4, Long.class),
                                                row.getBoolean(5)))
                                .list());
        if (found.isEmpty()) {
            throw new PluginException(ExplainError.CUSTOMER_UNKNOWN);
        }
        if (found.size() > 1) {
            throw new PluginException(ExplainError.CUSTOMER_AMBIGUOUS);
        }
        return found.getFirst();
    }

    private String path(long unit) {
        Deque<String> names = new ArrayDeque<>();
        Optional<OrgUnit> at = orgUnits.find(unit);
        while (at.isPresent()) {
            names.addFirst(at.get().name());
            at = Optional.ofNullable(at.get().parentId()).flatMap(orgUnits::find);
        }
        return String.join(" / ", names);
    }

    private static List<String> names(Session asker, List<Role> roles) {
        return roles.stream().map(role -> RoleTexts.name(asker.locale(), role)).toList();
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
