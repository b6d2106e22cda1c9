package io.trunkline.pluginhost;

import static io.trunkline.pluginhost.Acts.sql;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.tenancy.Sessions;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A plugin's connections serve one tenant after the other: nothing that its SQL made of one, or of
/// its role, is there for the next.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class PluginConnectionsTest {

    private static final String ROWS = "SELECT count(*) FROM thing";

    @Inject PluginGateway gateway;
    @Inject Sessions sessions;
    @Inject Generations generations;

    @BeforeEach
    void bothTenantsHaveARow() throws SQLException {
        sql("TRUNCATE plugin_hostile.thing");
        for (String tenant : TestTenants.BOTH) {
            assertEquals(
                    "done 1", run(tenant, "INSERT INTO thing VALUES (trunkline.tenant(), 1, 'x')"));
        }
    }

    /// Those that are opened before anybody needs them were in no tenant; those that are given back
    /// are missed by nobody.
    @Test
    void connectionsAreMadeReadyAndGivenBackWithoutATrace() {
        Generation generation = generations.any("hostile").orElseThrow();
        generation.warmLike(generation);
        assertTrue(generation.connections().idle() > 0);
        for (String tenant : TestTenants.BOTH) {
            assertEquals("1", run(tenant, ROWS));
        }
        generation.warmLike(generation);
        assertEquals("55000", run(TestTenants.ACME, "DISCARD SEQUENCES", ROWS));
        generation.wane();
        assertEquals(0, generation.connections().idle());
        for (String tenant : TestTenants.BOTH) {
            assertEquals("1", run(tenant, ROWS));
        }
    }

    /// Those of the driver have names, which any SQL of the session may free and take: what looks
    /// for that has none, so that nothing else is run in its place.
    @Test
    void statementsOfThePlatformAreNotReplaced() {
        String named =
                "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%advisory_unlock_all%'"
                        + " AND statement NOT LIKE '%count%'";
        for (int nth = 0; nth < 12; nth++) {
            run(TestTenants.ACME, "SELECT 1");
            assertEquals("0", run(TestTenants.ACME, named));
        }
        String enter =
                run(
                        TestTenants.ACME,
                        "SELECT name FROM pg_prepared_statements WHERE statement LIKE 'SELECT trunkline.enter(%'");
        assertTrue(enter.startsWith("S_"), enter);
        run(
                TestTenants.ACME,
                "DEALLOCATE \"" + enter + "\"",
                """
                PREPARE "%s"(varchar, varchar, varchar, varchar, varchar, varchar, varchar) AS
                SELECT trunkline.enter($1, $2, $3, $4, $5, $6, $7) || set_config('x.p', $1, false)
                """
                        .formatted(enter));
        for (int nth = 0; nth < 8; nth++) {
            assertEquals(
                    "none",
                    run(
                            TestTenants.ACME,
                            "SELECT coalesce(nullif(current_setting('x.p', true), ''), 'none')"));
        }
        assertEquals("1", run(TestTenants.ACME, ROWS));
    }

    /// What it leaves on its connection is not believed in the next transaction.
    @Test
    void whatItLeavesBehindOpensNothing() {
        for (int nth = 0; nth < 5; nth++) {
            run(
                    TestTenants.ACME,
                    "SET SESSION trunkline.tenant = '" + id(TestTenants.GLOBEX) + "'",
                    "SET SESSION search_path = pg_temp, plugin_hostile");
            assertEquals("1", run(TestTenants.ACME, "SELECT count(*) FROM plugin_hostile.thing"));
            assertEquals(id(TestTenants.ACME), run(TestTenants.ACME, "SELECT trunkline.tenant()"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DECLARE h CURSOR WITH HOLD FOR SELECT id FROM thing | FETCH h | 34000",
                "PREPARE p AS SELECT 1 | EXECUTE p | 26000",
                "LISTEN x | SELECT count(*) FROM pg_listening_channels() | 0",
                "SELECT pg_advisory_lock(777) | SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 777 | 0",
                "SET statement_timeout = 1 | SHOW statement_timeout | 1500ms",
                "SET row_security = off | SELECT count(*) FROM thing | 1",
                "SET TIME ZONE 'Asia/Tokyo' | SELECT current_setting('TimeZone') = 'Asia/Tokyo' | f",
                "SET search_path = pg_temp | SELECT count(*) FROM thing | 1",
                "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY | INSERT INTO thing VALUES (trunkline.tenant(), 5, 'x') | done 1",
                "SET log_parameter_max_length_on_error = -1 | SHOW log_parameter_max_length_on_error | 0"
            })
    void whatItLeavesOnItsConnectionIsGone(String left, String looked, String found) {
        for (List<String> how :
                List.of(
                        List.of(left),
                        List.of(left, "COMMIT"),
                        List.of(left, "COMMIT", "SELECT 1 / 0"),
                        List.of(left, "SELECT 1 / 0"))) {
            for (int nth = 0; nth < 3; nth++) {
                run(TestTenants.ACME, how.toArray(String[]::new));
                assertEquals(found, run(TestTenants.GLOBEX, looked), how::toString);
                run(TestTenants.GLOBEX, "DELETE FROM thing WHERE id = 5");
            }
        }
    }

    /// Which no right can forbid. An error at the beginning would tell the pass otherwise.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET log_parameter_max_length_on_error = -1",
                "SET statement_timeout = '1ms'",
                "SET default_transaction_read_only = on",
                "SET debug_print_plan = on",
                "IN DATABASE %s SET row_security = off",
                "PASSWORD 'mine'"
            })
    void whatItMakesOfItsRoleIsTakenBack(String change) throws SQLException {
        String role = "ALTER ROLE CURRENT_USER ";
        String done = run(TestTenants.ACME, role + change.formatted(database()));
        assertTrue(done.startsWith("done"), done);
        endConnections();
        for (String tenant : TestTenants.BOTH) {
            assertEquals("1", run(tenant, ROWS));
            assertEquals("1500ms", run(tenant, "SHOW statement_timeout"));
            assertEquals("0", run(tenant, "SHOW log_parameter_max_length_on_error"));
        }
        assertEquals(
                "0",
                run(
                        TestTenants.ACME,
                        "SELECT count(*) FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole"
                                + " WHERE r.rolname = current_user"));
    }

    /// As when it is started anew: no call notices.
    @Test
    void theDatabaseMayEndItsConnections() throws SQLException {
        for (int nth = 0; nth < 3; nth++) {
            endConnections();
            assertEquals("1", run(TestTenants.ACME, ROWS));
        }
    }

    private static void endConnections() throws SQLException {
        sql(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                        + " WHERE usename = 'trunkline_plugin_hostile'");
    }

    private static String database() throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser()) {
            return connection.getCatalog();
        }
    }

    private String id(String tenant) {
        return Integer.toString(caller(tenant).session().tenant().id());
    }

    private String run(String tenant, String... statements) {
        return Scripts.run(caller(tenant), statements);
    }

    private Caller caller(String tenant) {
        return new Caller(gateway, sessions, tenant, Set.of("hostile.use"));
    }
}
