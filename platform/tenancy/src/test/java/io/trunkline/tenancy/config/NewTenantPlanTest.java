package io.trunkline.tenancy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.config.TenantPlan.Change;
import io.trunkline.tenancy.config.TenantPlan.Step;
import io.trunkline.tenancy.config.TenantPlans.Plan;
import io.trunkline.tenancy.database.MigratorConnections;
import io.trunkline.tenancy.identity.KeptByHand;
import io.trunkline.tenancy.operator.OperatorAudit;
import io.trunkline.tenancy.operator.OperatorDatabase;
import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.operator.OperatorSession;
import io.trunkline.tenancy.role.Administrators;
import io.trunkline.testing.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The plan of a tenant that is not there yet shows what is made, and its digest holds the files to
/// it.
final class NewTenantPlanTest {

    private static final String HARBIN =
            """
            key: harbin
            name: Harbin
            locale: en
            zone: Asia/Shanghai
            limits: {jobs: 2}
            branding: {shortName: H}
            organization:
              name: Harbin City
              districts:
                - {name: North, aliases: [N], teams: ['1']}
                - {name: South}
            members:
              - {username: admin.harbin, displayName: Administrator, unit: /, roles: [admin]}
              - {username: agent.harbin, displayName: Agent, unit: North/1, roles: [agent]}
            brands:
              - {key: prime, name: Prime}
            plugins:
              call-tasks: {settings: {max-attempts: 4}}
            """;

    private static final String DEFAULTS =
            """
            roles:
              admin: {rows: tenant, permissions: [member.manage, role.manage]}
              agent: {rows: own, permissions: [customer.view]}
            """;

    private Installation installation;
    private TenantPlans plans;

    @BeforeEach
    void install() throws Exception {
        installation = Installation.fresh();
        TestDatabase database = installation.database();
        OperatorDatabase operators =
                new OperatorDatabase(
                        new MigratorConnections(
                                database.url(),
                                database.name() + "_migrator",
                                TestDatabase.PASSWORD));
        plans =
                new TenantPlans(
                        operators,
                        new OperatorAudit(installation.ids(), operators),
                        installation.ids(),
                        new Administrators(),
                        new KeptByHand(),
                        List.of());
    }

    @Test
    void everythingThatIsMadeIsListedWhatOthersStandOnFirst() {
        TenantPlan plan = plan(HARBIN, DEFAULTS).tenants().getFirst();
        assertTrue(plan.isNew());
        assertEquals(
                List.of(
                        "tenant",
                        "brand/prime",
                        "unit//",
                        "unit/North",
                        "unit/South",
                        "unit/North/1",
                        "role/admin",
                        "role/agent",
                        "member/admin.harbin",
                        "member/agent.harbin",
                        "plugin/call-tasks"),
                plan.changes().stream().map(Change::item).toList());
        assertTrue(
                plan.changes().stream()
                        .allMatch(change -> change.step() == Step.CREATE && !change.drift()));
        assertEquals(
                new Change(
                        Step.CREATE,
                        "member/agent.harbin",
                        null,
                        null,
                        "{\"active\":true,\"displayName\":\"Agent\",\"roles\":[\"agent\"],\"unit\":\"North/1\"}",
                        false),
                plan.changes().get(9));
    }

    @Test
    void aPlanIsNotAppliedToAnotherContentOfTheSameFile() {
        String digest = digest(HARBIN, DEFAULTS);
        assertEquals(digest, digest(HARBIN, DEFAULTS), "the same files, the same plan");
        for (String other :
                List.of(
                        HARBIN.replace("name: Harbin\n", "name: Another\n"),
                        HARBIN.replace("jobs: 2", "jobs: 3"),
                        HARBIN.replace("shortName: H", "shortName: I"),
                        HARBIN.replace("aliases: [N]", "aliases: [M]"),
                        HARBIN.replace("teams: ['1']", "teams: ['1', '2']"),
                        HARBIN.replace("roles: [agent]", "roles: [admin]"),
                        HARBIN.replace("username: admin.harbin", "username: someone.else"),
                        HARBIN.replace("name: Prime", "name: Other"),
                        HARBIN.replace("max-attempts: 4", "max-attempts: 5"),
                        // The order is written, and stands in no line of the plan.
                        HARBIN.replace("    - {name: South}\n", "")
                                .replace("districts:\n", "districts:\n    - {name: South}\n"))) {
            assertNotEquals(HARBIN, other);
            assertRefused(other, DEFAULTS, digest);
        }
    }

    @Test
    void norWithOtherDefaultsThanWereShown() {
        String digest = digest(HARBIN, DEFAULTS);
        assertRefused(HARBIN, DEFAULTS.replace("rows: own", "rows: tenant"), digest);
        assertRefused(HARBIN, null, digest);
    }

    @Test
    void whatWasShownIsMadeAndThenThereIsNothingToDo() throws Exception {
        String digest = digest(HARBIN, DEFAULTS);
        OperatorRunner.call(
                new OperatorSession("olga"), () -> plans.apply(files(HARBIN), DEFAULTS, digest));
        assertEquals("Harbin", installation.session("agent", "harbin").tenant().name());
        assertEquals(List.of(), plan(HARBIN, DEFAULTS).tenants());
        assertRefused(HARBIN, DEFAULTS, digest);
    }

    private Plan plan(String text, @Nullable String defaults) {
        return OperatorRunner.call(
                new OperatorSession("olga"), () -> plans.plan(files(text), defaults));
    }

    private String digest(String text, @Nullable String defaults) {
        Plan plan = plan(text, defaults);
        assertEquals(List.of(), plan.problems());
        return String.valueOf(plan.digest());
    }

    private void assertRefused(String text, @Nullable String defaults, String digest) {
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () ->
                                OperatorRunner.call(
                                        new OperatorSession("olga"),
                                        () -> plans.apply(files(text), defaults, digest)),
                        text);
        assertEquals(ConfigError.PLAN_STALE, refused.code());
        assertEquals(List.of("harbin"), refused.arguments(), "it says which");
    }

    private static List<TenantFile> files(String text) {
        return List.of(new TenantFile("harbin.yaml", text));
    }
}
