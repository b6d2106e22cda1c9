package io.trunkline.tenancy.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.Tenant;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.config.TenantConfigLoader.Loaded;
import io.trunkline.tenancy.config.TenantPlan.Change;
import io.trunkline.tenancy.config.TenantPlan.Refusal;
import io.trunkline.tenancy.identity.Accounts;
import io.trunkline.tenancy.module.DeclaredPlugins;
import io.trunkline.tenancy.operator.OperatorAudit;
import io.trunkline.tenancy.operator.OperatorDatabase;
import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.role.Administrators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Brings tenants to what their files say: first a plan, then exactly that.
@ApplicationScoped
public class TenantPlans {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_NAMED = 10;
    private static final Set<String> GONE = Set.of("archived", "deleting", "erasing", "deleted");

    private final OperatorDatabase database;
    private final OperatorAudit audit;
    private final IdGenerator ids;
    private final Administrators administrators;
    private final Accounts accounts;
    private final List<DeclaredPlugins> plugins;

    @Inject
    public TenantPlans(
            OperatorDatabase database,
            OperatorAudit audit,
            IdGenerator ids,
            Administrators administrators,
            Accounts accounts,
            @All List<DeclaredPlugins> plugins) {
        this.plugins = plugins;
        this.administrators = administrators;
        this.accounts = accounts;
        this.database = database;
        this.audit = audit;
        this.ids = ids;
    }

    /// @param digest names this plan, and what the files of the tenants that would change declare;
    ///   null while there are problems
    /// @param tenants those that would change, by key
    /// @param unchanged how many need nothing
    public record Plan(
            @Nullable String digest,
            List<TenantPlan> tenants,
            int unchanged,
            List<TenantConfigProblem> problems) {}

    /// What applying the files would do. Changes nothing.
    ///
    /// @param defaults text of `defaults.yaml`; null for the shipped one
    public Plan plan(List<TenantFile> files, @Nullable String defaults) {
        return plan(new TenantConfigLoader().load(files, defaults));
    }

    private Plan plan(Loaded loaded) {
        List<TenantPlan> plans =
                database.connected(connection -> plans(connection, loaded.tenants()));
        List<TenantPlan> changing = plans.stream().filter(plan -> !plan.isEmpty()).toList();
        List<TenantConfigProblem> problems = new ArrayList<>(loaded.problems());
        problems.addAll(new OperatorsInFiles(accounts).find(changing, loaded));
        plugins.forEach(all -> problems.addAll(new PluginsInFiles(all).find(changing, loaded)));
        return new Plan(
                problems.isEmpty() ? digest(changing, loaded.tenants()) : null,
                changing,
                plans.size() - changing.size(),
                List.copyOf(problems));
    }

    /// Does what the plan of that digest showed, each tenant in a transaction of its own.
    ///
    /// @throws PluginException `PLAN_STALE` when something changed since: before anything is done,
    ///   naming the tenants that the plan is about by now, or for the one tenant that is named;
    ///   those before it are done then, and a new plan shows the rest. `PLAN_REFUSED`,
    ///   `FILES_FAULTY`, `LAST_ADMINISTRATOR`
    public Plan apply(List<TenantFile> files, @Nullable String defaults, String digest) {
        Loaded loaded = new TenantConfigLoader().load(files, defaults);
        Plan plan = plan(loaded);
        if (!plan.problems().isEmpty()) {
            throw new PluginException(
                    ConfigError.FILES_FAULTY,
                    plan.problems().size(),
                    plan.problems().getFirst().toString());
        }
        if (!digest.equals(plan.digest())) {
            throw stale(concerned(plan, loaded.tenants()));
        }
        for (TenantPlan tenant : plan.tenants()) {
            if (!tenant.refusals().isEmpty()) {
                throw new PluginException(ConfigError.PLAN_REFUSED, tenant.key());
            }
        }
        Map<String, TenantDeclaration> declared = new HashMap<>();
        loaded.tenants().forEach(tenant -> declared.put(tenant.key(), tenant));
        database.connected(connection -> {
            for (TenantPlan tenant : plan.tenants()) {
                TenantDeclaration declaration = declared.get(tenant.key());
                if (declaration != null) {
                    database.inTransaction(
                            connection, handle -> applied(handle, declaration, tenant));
                }
            }
            return true;
        });
        return plan;
    }

    private List<TenantPlan> plans(Connection connection, List<TenantDeclaration> declared) {
        Map<String, Integer> known =
                database.inTransaction(
                        connection,
                        handle ->
                                numbers(
                                        handle,
                                        declared.stream().map(TenantDeclaration::key).toList()));
        List<TenantPlan> plans = new ArrayList<>();
        for (TenantDeclaration tenant : declared) {
            Integer number = known.get(tenant.key());
            plans.add(
                    number == null
                            ? Comparison.ofNew(tenant.key(), TenantImage.of(tenant))
                            : database.inTransaction(
                                    connection,
                                    handle -> {
                                        OperatorDatabase.enter(handle, number);
                                        return plan(handle, tenant, TenantRead.of(handle, number));
                                    }));
        }
        return plans;
    }

    private static TenantPlan plan(Handle handle, TenantDeclaration declared, TenantRead read) {
        if (GONE.contains(read.state())) {
            return new TenantPlan(
                    declared.key(),
                    false,
                    List.of(),
                    List.of(),
                    List.of(new Refusal(TenantImage.TENANT, List.of(read.state()))));
        }
        UnitUses uses = new UnitUses(handle, read.id());
        return new Comparison(TenantImage.of(declared), read.actual(), read.applied())
                .plan(
                        declared.key(),
                        item -> {
                            if (item.startsWith(TenantImage.ROLE)) {
                                Long role =
                                        read.roleIds()
                                                .get(item.substring(TenantImage.ROLE.length()));
                                return role == null ? List.of() : uses.ofRole(role);
                            }
                            Long unit =
                                    read.actual()
                                            .unitIds()
                                            .get(item.substring(item.indexOf('/') + 1));
                            return unit == null ? List.of() : uses.of(unit);
                        });
    }

    private boolean applied(Handle handle, TenantDeclaration declared, TenantPlan shown) {
        if (shown.isNew()) {
            // Another apply, or a start, may have been quicker.
            int tenant =
                    new TenantCreation(handle, ids, declared)
                            .run(true)
                            .orElseThrow(() -> stale(declared.key()));
            audited(handle, tenant, shown);
            return true;
        }
        Integer tenant = numbers(handle, List.of(declared.key())).get(declared.key());
        if (tenant == null) {
            throw stale(declared.key());
        }
        OperatorDatabase.enter(handle, tenant);
        // Two applies of one tenant take turns; the second finds that its plan is stale.
        handle.createQuery("SELECT id FROM trunkline.tenant WHERE id = :id FOR UPDATE")
                .bind("id", tenant)
                .mapTo(int.class)
                .one();
        TenantRead read = TenantRead.of(handle, tenant);
        if (!plan(handle, declared, read).equals(shown)) {
            throw stale(declared.key());
        }
        // What nobody could do before, the file takes from nobody.
        boolean administered = administrators.isAnyone(handle, tenant);
        new TenantApplication(handle, ids, TenantImage.of(declared), read)
                .run(shown, OperatorRunner.current().username());
        if (administered && shown.changes().stream().anyMatch(TenantPlans::concernsRights)) {
            TenantRunner.run(
                    OrgUnits.unscoped(new Tenant(tenant, declared.key(), declared.name())),
                    () -> administrators.requireOneLeft(handle));
        }
        audited(handle, tenant, shown);
        return true;
    }

    private static boolean concernsRights(Change change) {
        return change.item().startsWith(TenantImage.MEMBER)
                || change.item().startsWith(TenantImage.ROLE);
    }

    private void audited(Handle handle, int tenant, TenantPlan plan) {
        String facts = json(plan);
        audit.record(handle, "tenant.apply", plan.key(), null, facts);
        audit.recordForTenant(handle, "tenant.apply", tenant, facts);
    }

    private static PluginException stale(String keys) {
        return new PluginException(ConfigError.PLAN_STALE, keys);
    }

    /// A digest does not tell what the other plan was about: what there is to do by now does, or,
    /// where somebody did all of it, the files.
    private static String concerned(Plan now, List<TenantDeclaration> declared) {
        List<String> keys =
                now.tenants().isEmpty()
                        ? declared.stream().map(TenantDeclaration::key).toList()
                        : now.tenants().stream().map(TenantPlan::key).toList();
        String named = String.join(", ", keys.subList(0, Math.min(keys.size(), MOST_NAMED)));
        return keys.size() > MOST_NAMED ? named + " …" : named;
    }

    private static Map<String, Integer> numbers(Handle handle, List<String> keys) {
        Map<String, Integer> numbers = new HashMap<>();
        handle.createQuery("SELECT id, key FROM trunkline.tenants_named(:keys)")
                .bindArray("keys", String.class, keys)
                .map((row, context) -> numbers.put(row.getString("key"), row.getInt("id")))
                .list();
        return numbers;
    }

    private static String json(Object facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Over the declarations too: a list of changes does not tell everything that is written, for
    /// example the order of districts.
    private static String digest(List<TenantPlan> plans, List<TenantDeclaration> declared) {
        Set<String> changing = plans.stream().map(TenantPlan::key).collect(Collectors.toSet());
        Digested content =
                new Digested(
                        plans,
                        declared.stream()
                                .filter(tenant -> changing.contains(tenant.key()))
                                .toList());
        try {
            MessageDigest sum = MessageDigest.getInstance("SHA-256");
            // As it is written: the plan of many new tenants is large.
            JSON.writeValue(new DigestOutputStream(OutputStream.nullOutputStream(), sum), content);
            return HexFormat.of().formatHex(sum.digest());
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Digested(List<TenantPlan> plans, List<TenantDeclaration> declared) {}
}
