package io.trunkline.tenancy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.config.TenantPlan.Change;
import io.trunkline.tenancy.config.TenantPlan.Refusal;
import io.trunkline.tenancy.config.TenantPlan.Step;
import io.trunkline.tenancy.config.TenantPlans.Plan;
import io.trunkline.tenancy.database.MigratorConnections;
import io.trunkline.tenancy.identity.KeptByHand;
import io.trunkline.tenancy.operator.OperatorAudit;
import io.trunkline.tenancy.operator.OperatorDatabase;
import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.operator.OperatorSession;
import io.trunkline.tenancy.role.Administrators;
import io.trunkline.tenancy.role.RoleError;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TenantPlansTest {

    private Installation installation;
    private TenantPlans plans;
    private String acme;
    private String globex;

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
        acme = text("acme");
        globex = text("globex");
    }

    @Test
    void thePlanOfWhatAStartMadeIsEmpty() {
        Plan plan = plan();
        assertEquals(List.of(), plan.tenants());
        assertEquals(2, plan.unchanged());
        assertNotNull(plan.digest());
    }

    @Test
    void theFilesChangesAreShownDoneAndThenThereAreNone() {
        acme =
                acme.replace("name: Acme\n", "name: Acme United\nbranding: {accent: '#A3195B'}\n")
                        .replace(
                                "teams: ['1']\n    - name: South",
                                "teams: ['1', '2']\n    - name: South")
                        .replace(
                                "unit: North District/1, roles: [agent]}",
                                "unit: North District/2, roles: [agent, lead]}")
                        .replace("call-tasks: {}", "call-tasks: {settings: {max-attempts: 4}}");
        Plan plan = plan();
        assertEquals(List.of("acme"), plan.tenants().stream().map(TenantPlan::key).toList());
        List<Change> changes = plan.tenants().getFirst().changes();
        assertEquals(
                List.of(
                        "UPDATE tenant accent",
                        "UPDATE tenant name",
                        "CREATE unit/North District/2 null",
                        "UPDATE member/agent1.acme roles",
                        "UPDATE member/agent1.acme unit",
                        "UPDATE member/agent2.acme roles",
                        "UPDATE member/agent2.acme unit",
                        "UPDATE member/agent3.acme roles",
                        "UPDATE member/agent3.acme unit",
                        "UPDATE plugin/call-tasks settings.max-attempts"),
                changes.stream()
                        .map(change -> change.step() + " " + change.item() + " " + change.field())
                        .toList());
        assertTrue(changes.stream().noneMatch(Change::drift));

        apply(plan);
        assertEquals(List.of(), plan().tenants());
        assertEquals("Acme United", installation.session("agent1", "acme").tenant().name());
        assertEquals(
                "Globex",
                installation.session("agent1", "globex").tenant().name(),
                "the other tenant is as it was");
    }

    @Test
    void whatAScreenChangedIsShownBeforeItIsOverwritten() throws Exception {
        installation.asSuperuser(
                "UPDATE trunkline.member SET display_name = 'Renamed' WHERE username = 'agent1.acme'");
        installation.asSuperuser(
                """
                INSERT INTO trunkline.member (tenant_id, id, username, display_name, org_unit_id)
                SELECT tenant_id, 77, 'made.on-screen', 'Made on a screen', org_unit_id
                  FROM trunkline.member WHERE username = 'agent1.acme'
                """);
        TenantPlan plan = plan().tenants().getFirst();
        assertEquals(
                List.of(
                        new Change(
                                Step.UPDATE,
                                "member/agent1.acme",
                                "displayName",
                                "\"Renamed\"",
                                "\"Agent One of Acme\"",
                                true)),
                plan.changes());
        assertEquals(List.of("member/made.on-screen"), plan.kept());

        apply(plan());
        assertEquals(List.of(), plan().tenants());
        assertEquals(
                "1",
                value("SELECT count(*) FROM trunkline.member WHERE username = 'made.on-screen'"));
    }

    @Test
    void limitsOfTheFileAreAgreedAndChangesOverTheApiAreDrift() throws Exception {
        installation.asSuperuser(
                "INSERT INTO trunkline.tenant_limit VALUES (1, 'SMS', 7), (1, 'JOBS', 9), (2, 'JOBS', 9)");
        assertEquals(List.of(), plan().tenants(), "what no file names is not the files'");

        String without = acme;
        acme = acme.replace("zone:", "limits: {requests: 50, jobs: 2}\nzone:");
        assertEquals(
                List.of(
                        new Change(Step.UPDATE, "tenant", "limits.jobs", "9", "2", true),
                        new Change(Step.UPDATE, "tenant", "limits.requests", null, "50", false)),
                plan().tenants().getFirst().changes());
        apply(plan());
        assertEquals(List.of(), plan().tenants());
        assertEquals("JOBS=2 REQUESTS=50 SMS=7", limits(1));
        assertEquals("JOBS=9", limits(2));

        installation.asSuperuser(
                "UPDATE trunkline.tenant_limit SET amount = 60 WHERE tenant_id = 1 AND resource = 'REQUESTS'");
        assertEquals(
                List.of(new Change(Step.UPDATE, "tenant", "limits.requests", "60", "50", true)),
                plan().tenants().getFirst().changes());

        acme = without;
        apply(plan());
        assertEquals(List.of(), plan().tenants());
        assertEquals("SMS=7", limits(1), "what the file no longer names is the usual amount");
    }

    @Test
    void brandingThatNoFileNamesIsNotLostWithAnotherChange() throws Exception {
        installation.asSuperuser(
                "UPDATE trunkline.tenant SET short_name = 'A', accent = '#A3195B' WHERE id = 1");
        acme = acme.replace("name: Acme\n", "name: Acme United\n");
        apply(plan());
        assertEquals(
                "A #A3195B",
                value("SELECT short_name || ' ' || accent FROM trunkline.tenant WHERE id = 1"));
    }

    @Test
    void aNewTenantHasTheLimitsOfItsFile() throws Exception {
        List<TenantFile> files = files();
        files.add(
                new TenantFile(
                        "harbin.yaml",
                        acme.replace("acme", "harbin")
                                .replace("Acme", "Harbin")
                                .replace("zone:", "limits: {seats: 20, storage: 0}\nzone:")));
        Plan plan = OperatorRunner.call(new OperatorSession("olga"), () -> plans.plan(files, null));
        OperatorRunner.call(
                new OperatorSession("olga"), () -> plans.apply(files, null, digest(plan)));
        assertEquals(
                "SEATS=20 STORAGE=0",
                limits(
                        Integer.parseInt(
                                value("SELECT id FROM trunkline.tenant WHERE key = 'harbin'"))));
    }

    @Test
    void aMemberGoneFromTheFileIsDisabledAndComesBackWithIt() throws Exception {
        String before = acme;
        acme = without(acme, "agent3.acme");
        Plan plan = plan();
        assertEquals(
                List.of("DISABLE member/agent3.acme"),
                plan.tenants().getFirst().changes().stream()
                        .map(change -> change.step() + " " + change.item())
                        .toList());
        apply(plan);
        assertEquals(List.of(), plan().tenants());
        assertEquals("disabled", state("agent3.acme"));
        assertEquals("active", state("agent3.globex"));

        acme = before;
        apply(plan());
        assertEquals("active", state("agent3.acme"));
        assertEquals(List.of(), plan().tenants());
    }

    @Test
    void aUnitOrRoleInUseIsRefusedByNameAndOneThatIsFreeGoes() {
        acme =
                acme.replace(
                        "members:",
                        "roles:\n  visitor: {rows: own, permissions: [customer.view]}\nmembers:");
        acme = acme.replace("teams: ['1']\n\nmembers", "teams: ['1', '2']\n\nmembers");
        acme = acme.replace("teams: ['1']\n\nroles", "teams: ['1', '2']\n\nroles");
        apply(plan());
        String withBoth = acme;

        acme =
                withBoth.replace(", '2']", "]")
                        .replace(
                                "  visitor: {rows: own, permissions: [customer.view]}\n",
                                "  spare: {rows: own, permissions: []}\n");
        Plan plan = plan();
        assertEquals(List.of(), plan.tenants().getFirst().refusals());
        apply(plan);
        assertEquals(List.of(), plan().tenants());

        acme = acme.replace("      teams: ['1']\n    - name: South", "    - name: South");
        for (String agent : List.of("agent1.acme", "agent2.acme", "agent3.acme")) {
            acme = without(acme, agent);
        }
        Plan refused = plan();
        assertEquals(
                List.of(
                        new Refusal(
                                "unit/North District/1",
                                List.of(
                                        "member/agent1.acme",
                                        "member/agent2.acme",
                                        "member/agent3.acme"))),
                refused.tenants().getFirst().refusals());
        assertEquals(ConfigError.PLAN_REFUSED, refusal(refused));
    }

    @Test
    void aFileThatTakesTheLastAdministratorAwayIsNotApplied() throws Exception {
        acme = without(acme, "admin.acme");
        assertEquals(RoleError.LAST_ADMINISTRATOR, refusal(plan()));
        assertEquals("active", state("admin.acme"));
    }

    @Test
    void aFileIsAppliedWhileTheOnlyAdministratorHasYetToAgree() throws Exception {
        installation.asSuperuser(
                "UPDATE trunkline.member SET consent = 'asked' WHERE username = 'admin.acme'");
        acme = acme.replace("Agent One of Acme", "Agent Eins of Acme");
        apply(plan());
        assertEquals(
                "Agent Eins of Acme",
                value("SELECT display_name FROM trunkline.member WHERE username = 'agent1.acme'"));
        assertEquals(
                "asked",
                value("SELECT consent FROM trunkline.member WHERE username = 'admin.acme'"));
    }

    @Test
    void aPlanThatWouldDifferByNowIsNotApplied() throws Exception {
        acme = acme.replace("name: Acme\n", "name: Acme United\n");
        Plan plan = plan();
        installation.asSuperuser(
                "UPDATE trunkline.member SET display_name = 'Renamed' WHERE username = 'lead.acme'");
        PluginException refused = assertThrows(PluginException.class, () -> apply(plan));
        assertEquals(ConfigError.PLAN_STALE, refused.code());
        assertEquals(List.of("acme"), refused.arguments());
        assertEquals("Acme", value("SELECT name FROM trunkline.tenant WHERE key = 'acme'"));
    }

    @Test
    void ofTwoWhoApplyOnePlanOneDoesIt() throws Exception {
        acme =
                acme.replace(
                        "teams: ['1']\n    - name: South", "teams: ['1', '2']\n    - name: South");
        Plan plan = plan();
        Callable<Boolean> operator =
                () -> {
                    try {
                        apply(plan);
                        return true;
                    } catch (PluginException e) {
                        assertEquals(ConfigError.PLAN_STALE, e.code());
                        return false;
                    }
                };
        int applied = 0;
        try (ExecutorService operators = Executors.newFixedThreadPool(2)) {
            for (var result : operators.invokeAll(List.of(operator, operator))) {
                applied += result.get() ? 1 : 0;
            }
        }
        assertEquals(1, applied);
        assertEquals("1", value("SELECT count(*) FROM trunkline.org_unit WHERE name = '2'"));
    }

    @Test
    void aNewFileMakesATenantAndAUnitMovedOnAScreenIsDriftNotANewOne() throws Exception {
        List<TenantFile> files = files();
        files.add(
                new TenantFile(
                        "harbin.yaml", acme.replace("acme", "harbin").replace("Acme", "Harbin")));
        Plan plan = OperatorRunner.call(new OperatorSession("olga"), () -> plans.plan(files, null));
        assertEquals(List.of(true), plan.tenants().stream().map(TenantPlan::isNew).toList());
        OperatorRunner.call(
                new OperatorSession("olga"), () -> plans.apply(files, null, digest(plan)));
        assertEquals("Harbin", installation.session("lead", "harbin").tenant().name());

        installation.asSuperuser(
                """
                UPDATE trunkline.org_unit SET parent_id = (
                    SELECT id FROM trunkline.org_unit WHERE tenant_id = 1 AND name = 'South District')
                 WHERE tenant_id = 1 AND name = '1' AND parent_id = (
                    SELECT id FROM trunkline.org_unit WHERE tenant_id = 1 AND name = 'North District')
                """);
        assertEquals(
                List.of(
                        new Change(
                                Step.UPDATE,
                                "unit/North District/1",
                                "parent",
                                "\"South District\"",
                                "\"North District\"",
                                true)),
                plan().tenants().getFirst().changes());
    }

    @Test
    void aFaultNamesFileLineKeyAndWhatIsAllowedAndNothingIsApplied() {
        String right = acme;
        assertFault(
                right.replace("zone:", "branding: {accent: '#FFD400'}\nzone:"),
                "tenants/acme.yaml:4: branding.accent: expected a colour that white text can be read on"
                        + " (contrast 4.5:1 or more), found #FFD400 (1.4:1)");
        assertFault(
                right.replace("zone:", "branding: {colour: red}\nzone:"),
                "tenants/acme.yaml:4: branding.colour: unknown key; allowed here: shortName, accent");
        assertFault(
                right.replace("key: prime", "key: A"),
                "tenants/acme.yaml:"
                        + line(right, "key: prime")
                        + ": brands[0].key: expected lower case letters, digits and hyphens,"
                        + " beginning with a letter, found A");
        assertFault(
                right.replace(
                        "call-tasks: {}", "call-tasks: {settings: {key: {secretRef: lower}}}"),
                "tenants/acme.yaml:"
                        + line(right, "call-tasks: {}")
                        + ": plugins.call-tasks.settings.key.secretRef: expected capitals,"
                        + " digits and underscores, found lower");
        assertFault(
                right.replace("zone:", "limits: {requests: -1}\nzone:"),
                "tenants/acme.yaml:4: limits.requests: expected a whole number, 0 or more, found -1");
        assertFault(
                right.replace("zone:", "limits:\n  requests: 10\n  seats: many\nzone:"),
                "tenants/acme.yaml:6: limits.seats: expected a whole number, 0 or more, found many");
        assertFault(
                right.replace("zone:", "limits: {request: 10}\nzone:"),
                "tenants/acme.yaml:4: limits.request: unknown key; allowed here: requests, exports,"
                        + " jobs, storage, seats, lines, sms");
    }

    private static long line(String text, String part) {
        return 1 + text.substring(0, text.indexOf(part)).chars().filter(c -> c == '\n').count();
    }

    private void assertFault(String text, String expected) {
        acme = text;
        Plan plan = plan();
        assertNull(plan.digest());
        assertEquals(
                List.of(expected),
                plan.problems().stream().map(TenantConfigProblem::toString).toList());
    }

    private Plan plan() {
        return OperatorRunner.call(new OperatorSession("olga"), () -> plans.plan(files(), null));
    }

    private void apply(Plan plan) {
        OperatorRunner.call(
                new OperatorSession("olga"), () -> plans.apply(files(), null, digest(plan)));
    }

    private io.trunkline.spi.ErrorCode refusal(Plan plan) {
        return assertThrows(PluginException.class, () -> apply(plan)).code();
    }

    private static String digest(Plan plan) {
        return String.valueOf(plan.digest());
    }

    private List<TenantFile> files() {
        return new ArrayList<>(
                List.of(new TenantFile("acme.yaml", acme), new TenantFile("globex.yaml", globex)));
    }

    private static String text(String key) throws IOException {
        return Files.readString(TestTenants.folder().resolve("tenants/" + key + ".yaml"));
    }

    private static String without(String text, String username) {
        return text.replaceAll("(?m)^ *- \\{username: " + username + ",.*\n", "");
    }

    private String limits(int tenant) throws Exception {
        return value(
                "SELECT string_agg(resource || '=' || amount, ' ' ORDER BY resource)"
                        + " FROM trunkline.tenant_limit WHERE tenant_id = "
                        + tenant);
    }

    private String state(String username) throws Exception {
        return value("SELECT state FROM trunkline.member WHERE username = '" + username + "'");
    }

    private String value(String sql) throws Exception {
        try (var connection = installation.database().superuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
