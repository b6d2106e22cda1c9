package io.trunkline.pluginhost;

import static io.trunkline.pluginhost.Acts.await;
import static io.trunkline.pluginhost.Acts.operator;
import static io.trunkline.pluginhost.Acts.sql;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.pluginhost.PluginRollout.Step;
import io.trunkline.pluginhost.internal.convergence.Convergence;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Sessions;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.plugin.Publisher;
import jakarta.inject.Inject;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a release would do to the tables of the one that runs is looked at before it is done.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class PluginUpgradesTest {

    private static final String SLEEPING =
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep(100000)%'";
    private static final String GAMMA = "gamma";
    private static final String LOSING = "ALTER TABLE note DROP COLUMN text;";
    private static Publisher partner;

    @Inject PluginCatalogue catalogue;
    @Inject PluginRollouts rollouts;
    @Inject Convergence convergence;
    @Inject PluginGateway gateway;
    @Inject Sessions sessions;

    @BeforeAll
    static void publisher() {
        partner = Publisher.named("Example Partner");
    }

    @BeforeEach
    void twoReleasesAndNoTables() throws Exception {
        partner.publish(PluginZips.TRUSTED, "partner");
        forgetGamma();
        convergence.bring();
        install(PluginZips.release("gamma-1"));
        install(PluginZips.release("gamma-2"));
        change(() -> catalogue.remove(GAMMA));
        dropTables();
    }

    @AfterAll
    static void leaveNothingBehind() throws Exception {
        forgetGamma();
        dropTables();
    }

    @Test
    void aReleaseThatTakesAwayWhatTheOtherUsesChangesNothing() throws Exception {
        use("2.0.0");
        release("6.0.0", null, "", LOSING);
        use("6.0.0");
        assertServes("2.0.0");
        assertEquals(
                "its migrations would harm the releases that use its tables: db/0009-1.sql::1::gamma,"
                        + " \"ALTER TABLE note DROP COLUMN text\" takes away column text of table note:"
                        + " let the code stop using it, and take it away in a later release that states"
                        + " plugin.rollback-to",
                reason());
        assertEquals(
                "1",
                single(
                        "SELECT count(*) FROM pg_attribute WHERE attname = 'text'"
                                + " AND attrelid = 'plugin_gamma.note'::regclass"));
        assertEquals("0", single("SELECT count(*) FROM pg_roles WHERE rolname LIKE '%trial%'"));
        assertEquals("0", single("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'trial%'"));
    }

    @Test
    void aMigrationWithoutEndEndsWithTheWishForIt() throws Exception {
        use("2.0.0");
        release("8.0.0", null, "", "SELECT pg_sleep(100000)");
        release("8.1.0", null, "", "ALTER TABLE note ADD COLUMN more bigint");
        use("8.0.0");
        assertServes("2.0.0");
        await(() -> "1".equals(single(SLEEPING)));
        change(() -> catalogue.rollBack(GAMMA));
        await(() -> "0".equals(single(SLEEPING)));
        use("8.1.0");
        assertServes("8.1.0");
    }

    /// The database believes who tries migrations out no more than a plugin.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PERFORM name FROM shared.member",
                "PERFORM trunkline.tenant()",
                "PERFORM trunkline.publish('WorkHandedOver', 0, '{}')",
                "PERFORM trunkline.publish('ContactRecorded', 0, '{}')",
                "PERFORM trunkline.audit(1, NULL, 'gamma.x', 'x', 1, NULL, NULL, NULL)",
                "PERFORM trunkline.enter('', '1', '{}', '', '0')"
            })
    void aRehearsalIsToldAndTellsNothing(String act) throws Exception {
        String trace =
                "SELECT (SELECT count(*) FROM trunkline.outbox WHERE source IN ('gamma', 'platform') AND payload = '{}')"
                        + " + (SELECT count(*) FROM trunkline.audit_entry WHERE action = 'gamma.x')";
        String before = single(trace);
        String attempt =
                """
                DO $$
                DECLARE t int;
                BEGIN
                    IF session_user LIKE '%%trial%%' THEN
                        FOR t IN 1..9 LOOP
                            PERFORM set_config('trunkline.tenant', t::text, true);
                            PERFORM set_config('trunkline.units', '{}', true);
                            PERFORM set_config('trunkline.member', '', true);
                            PERFORM set_config('trunkline.own', '0', true);
                            %s;
                        END LOOP;
                    END IF;
                END $$;
                """
                        .formatted(act);
        use("2.0.0");
        release("6.0.0", null, " splitStatements:false", attempt);
        use("6.0.0");
        assertServes("2.0.0");
        assertTrue(
                String.valueOf(reason())
                        .matches(
                                "(?s).*(permission denied for function|is not yet defined in this session).*"),
                this::reason);
        assertEquals(before, single(trace));
    }

    /// Nobody goes on with the upgrade: it is rolled back.
    @Test
    void whatAKilledNodeTriedOutIsGoneOnceAnythingIsBuilt() throws Exception {
        use("1.0.0");
        use("2.0.0");
        sql(
                "CREATE ROLE trunkline_trial_gamma LOGIN;"
                        + " GRANT trunkline_trial_gamma TO trunkline_migrator WITH ADMIN OPTION;"
                        + " CREATE SCHEMA trial_gamma AUTHORIZATION trunkline_trial_gamma;"
                        + " CREATE TABLE trial_gamma.note ();"
                        + " ALTER TABLE trial_gamma.note OWNER TO trunkline_trial_gamma");
        change(() -> catalogue.rollBack(GAMMA));
        assertServes("1.0.0");
        assertEquals("0", single("SELECT count(*) FROM pg_roles WHERE rolname LIKE '%trial%'"));
        assertEquals("0", single("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'trial%'"));
    }

    @Test
    void whatItsManifestStatesHoldsFromThenOn() throws Exception {
        release("7.0.0", "2.0.0", "", LOSING);
        assertEquals("2.0.0", rollbackTo("7.0.0"));
        assertNull(rollbackTo("2.0.0"));
        use("1.0.0");
        refused(PluginError.RELEASE_TOO_NEW, () -> catalogue.use(GAMMA, "7.0.0"));
        refused(PluginError.RELEASE_TOO_NEW, () -> rollOut("7.0.0"));
        use("2.0.0");
        use("7.0.0");
        assertServes("7.0.0");
        assertNull(reason());
        change(() -> catalogue.rollBack(GAMMA));
        assertServes("2.0.0");
        refused(PluginError.RELEASE_TOO_OLD, () -> catalogue.use(GAMMA, "1.0.0"));
        refused(PluginError.RELEASE_TOO_OLD, () -> rollOut("1.0.0"));
    }

    @Test
    void aRollBackIsRefusedWhereTheTablesNoLongerAllowIt() throws Exception {
        use("1.0.0");
        use("2.0.0");
        sql(
                "INSERT INTO trunkline.plugin_tables VALUES ('gamma', '2.0.0', '2.0.0')"
                        + " ON CONFLICT (plugin_id) DO UPDATE SET oldest = '2.0.0'");
        refused(PluginError.RELEASE_TOO_OLD, () -> catalogue.rollBack(GAMMA));
        assertServes("2.0.0");
    }

    /// Somebody may have written to the database, or an older server be started again.
    @Test
    void aNodeStartsNothingThatTheTablesNoLongerAllow() throws Exception {
        use("1.0.0");
        sql("UPDATE trunkline.plugin_tables SET oldest = '3.0.0'");
        sql("UPDATE trunkline.plugin_wanted SET version = '2.0.0' WHERE plugin_id = 'gamma'");
        convergence.bring();
        assertServes("1.0.0");
        assertEquals("its tables let no release before 3.0.0 run any more", reason());
    }

    /// The catalogue lets it through: what it knows of a plugin that is removed is nothing.
    @Test
    void aNodeGoesNoFurtherThanTheTablesHaveCome() throws Exception {
        release("7.0.0", "2.0.0", "", LOSING);
        use("1.0.0");
        change(() -> catalogue.remove(GAMMA));
        use("7.0.0");
        assertEquals(
                "it follows 2.0.0 or a later release, and its tables last served 1.0.0: use 2.0.0 first",
                reason());
    }

    @Test
    void nothingIsInTheWayOfAFirstInstallation() throws Exception {
        release("7.0.0", "2.0.0", "", LOSING, "CREATE INDEX i ON note (tenant_id);");
        use("7.0.0");
        assertServes("7.0.0");
        assertNull(reason());
        refused(PluginError.RELEASE_TOO_OLD, () -> catalogue.use(GAMMA, "1.0.0"));
    }

    @Test
    void whatWasNeverThereCanBeSkipped() throws Exception {
        release("8.0.0", null, "", LOSING);
        use("1.0.0");
        use("8.0.0");
        assertServes("8.0.0");
        assertNull(reason());
    }

    @Test
    void anIndexIsBuiltBesideWhoeverWrites() throws Exception {
        use("2.0.0");
        release("8.0.0", null, "", "CREATE INDEX note_by_text ON note (tenant_id, text);");
        use("8.0.0");
        assertServes("2.0.0");
        assertTrue(String.valueOf(reason()).contains("builds index note_by_text"), this::reason);
        release(
                "8.0.1",
                null,
                " runInTransaction:false",
                "CREATE INDEX CONCURRENTLY note_by_text ON plugin_gamma.note (tenant_id, text);");
        use("8.0.1");
        assertServes("8.0.1");
        assertEquals(
                "t",
                single(
                        "SELECT indisvalid FROM pg_index WHERE indexrelid = 'plugin_gamma.note_by_text'::regclass"));
    }

    @Test
    void tablesThatBreakARuleAreNotMade() throws Exception {
        use("2.0.0");
        release("6.0.0", null, "", "CREATE TABLE leak (id bigint PRIMARY KEY);");
        use("6.0.0");
        assertEquals("its tables break rules: table leak has no column tenant_id", reason());
        assertEquals(
                "",
                String.valueOf(
                        single("SELECT coalesce(to_regclass('plugin_gamma.leak')::text, '')")));
        change(() -> catalogue.remove(GAMMA));
        use("2.0.0");
        assertServes("2.0.0");
    }

    @Test
    void changeSetsThatMayRunOrNotAreRefused() throws Exception {
        use("2.0.0");
        release("6.0.0", null, " runAlways:true", "ALTER TABLE note ADD COLUMN x int;");
        use("6.0.0");
        assertServes("2.0.0");
        assertTrue(
                String.valueOf(reason()).contains("no preconditions, runAlways or runOnChange"),
                this::reason);
    }

    /// Why migrations that change rows are refused: they would fail on the first one.
    @Test
    void rowSecurityKeepsMigrationsFromRows() throws Exception {
        use("2.0.0");
        new Caller(gateway, sessions, TestTenants.ACME, Set.of("gamma.use")).get(GAMMA, "/said");
        SQLException denied =
                assertThrows(
                        SQLException.class,
                        () ->
                                sql(
                                        "SET ROLE trunkline_plugin_gamma_owner;"
                                                + " UPDATE plugin_gamma.note SET text = 'x'"));
        assertEquals(
                "the tenant of this transaction is not the one the platform opened it for",
                reason(denied));
    }

    /// As 2.0.0, with further change sets.
    private void release(
            String version, @Nullable String rollbackTo, String attributes, String... changeSets)
            throws Exception {
        Path zip = PluginZips.release("gamma-2");
        try (FileSystem inside = FileSystems.newFileSystem(zip)) {
            Path manifest = inside.getPath("/plugin.properties");
            String stated = rollbackTo == null ? "" : "\nplugin.rollback-to=" + rollbackTo + "\n";
            Files.writeString(
                    manifest, Files.readString(manifest).replace("2.0.0", version) + stated);
            StringBuilder includes = new StringBuilder();
            for (int nth = 1; nth <= changeSets.length; nth++) {
                String file = "0009-" + nth + ".sql";
                includes.append(
                        "  - include: {file: %s, relativeToChangelogFile: true}\n".formatted(file));
                Files.writeString(
                        inside.getPath("/classes/db/" + file),
                        "--liquibase formatted sql\n\n--changeset gamma:%d%s\n%s\n"
                                .formatted(nth, attributes, changeSets[nth - 1]));
            }
            Path changelog = inside.getPath("/classes/db/changelog.yaml");
            Files.writeString(changelog, Files.readString(changelog) + includes);
        }
        install(zip);
    }

    private void install(Path zip) throws Exception {
        Path signed = partner.signed(zip);
        operator(() -> catalogue.install(signed));
    }

    private @Nullable String rollbackTo(String version) {
        return operator(catalogue::all).stream()
                .flatMap(entry -> entry.releases().stream())
                .filter(release -> release.pluginId().equals(GAMMA))
                .filter(release -> release.version().equals(version))
                .findFirst()
                .orElseThrow()
                .rollbackTo();
    }

    private void use(String version) {
        change(() -> catalogue.use(GAMMA, version));
    }

    private void rollOut(String version) {
        rollouts.start(GAMMA, version, List.of(new Step(List.of(), 100)), RolloutRules.USUAL);
    }

    private void change(Runnable change) {
        operator(() -> {
            change.run();
            return true;
        });
        convergence.bring();
    }

    private void assertServes(String version) {
        assertEquals(version, node().version());
        new Caller(gateway, sessions, TestTenants.ACME, Set.of("gamma.use")).get(GAMMA, "/said");
    }

    private static String reason(SQLException denied) {
        return String.valueOf(denied.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replace("ERROR: ", "");
    }

    private @Nullable String reason() {
        return node().reason();
    }

    private NodeReport node() {
        return operator(catalogue::all).stream()
                .filter(entry -> entry.pluginId().equals(GAMMA))
                .findFirst()
                .orElseThrow()
                .nodes()
                .getFirst();
    }

    private static void refused(PluginError code, Runnable attempt) {
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () ->
                                operator(() -> {
                                    attempt.run();
                                    return true;
                                }));
        assertEquals(code, refused.code());
    }

    private static void forgetGamma() throws SQLException {
        sql("DELETE FROM trunkline.plugin_wanted WHERE plugin_id = 'gamma'");
        sql("DELETE FROM trunkline.plugin_release WHERE plugin_id = 'gamma'");
    }

    private static void dropTables() throws SQLException {
        sql("DROP SCHEMA IF EXISTS plugin_gamma CASCADE");
        sql("DELETE FROM trunkline.plugin_tables WHERE plugin_id = 'gamma'");
    }

    private static String single(String query) throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser();
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
