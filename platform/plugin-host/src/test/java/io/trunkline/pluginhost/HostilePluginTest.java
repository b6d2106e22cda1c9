package io.trunkline.pluginhost;

import static io.trunkline.pluginhost.Acts.sql;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.audit.RequestFacts;
import io.trunkline.tenancy.audit.RequestFacts.Channel;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A plugin's SQL that would be another tenant's, or more than its caller's: refused by the
/// database itself. And answers, events and entries without measure: refused as well.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class HostilePluginTest {

    private static final String DENIED = "42501";
    private static final String TOO_LONG = "22001";
    private static final String NOT_TOLD = "55000";
    private static final String ROWS = "SELECT count(*) FROM thing";

    @Inject PluginGateway gateway;
    @Inject Sessions sessions;
    @Inject MeterRegistry registry;

    @BeforeEach
    void bothTenantsHaveARow() throws SQLException {
        sql("TRUNCATE plugin_hostile.thing");
        for (String tenant : TestTenants.BOTH) {
            assertEquals(
                    "done 1", run(tenant, "INSERT INTO thing VALUES (trunkline.tenant(), 1, 'x')"));
        }
    }

    @Test
    void readsItsOwn() {
        assertEquals("1", run(TestTenants.ACME, ROWS));
        assertEquals(id(TestTenants.ACME), run(TestTenants.ACME, "SELECT trunkline.tenant()"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM thing",
                "SELECT count(*) FROM shared.member",
                "SELECT count(*) FROM shared.customer",
                "SELECT count(*) FROM shared.org_unit",
                "SELECT trunkline.tenant()",
                "SELECT trunkline.units()",
                "SELECT trunkline.own()",
                "INSERT INTO thing VALUES (%d, 2, 'x')",
                "DELETE FROM thing",
                "SELECT trunkline.publish('ContactRecorded', 1, '{}')",
                "SELECT trunkline.audit(1, NULL, 'hostile.x', 'x', 1, NULL, NULL, NULL)"
            })
    void cannotTellItsTransactionAnotherTenant(String then) {
        String wanted = then.formatted(Integer.parseInt(id(TestTenants.GLOBEX)));
        for (String scope : List.of("true", "false")) {
            assertEquals(
                    DENIED,
                    run(
                            TestTenants.ACME,
                            "SELECT set_config('trunkline.tenant', '%s', %s)"
                                    .formatted(id(TestTenants.GLOBEX), scope),
                            wanted));
        }
        assertEquals("1", run(TestTenants.ACME, ROWS));
        assertEquals("1", run(TestTenants.GLOBEX, ROWS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET LOCAL trunkline.units = '{1,2,3,4,5,6,7,8,9}'",
                "SET LOCAL trunkline.own = '0'; SET LOCAL trunkline.units = '{}'",
                "SET LOCAL trunkline.member = '1'",
                "RESET trunkline.own",
                "RESET ALL; SELECT set_config('trunkline.tenant', '1', true)"
            })
    void cannotWidenWhatItsCallerMaySee(String first) {
        // What the policies and the shared views ask.
        for (String question : List.of("SELECT trunkline.units()", "SELECT trunkline.own()")) {
            assertEquals(DENIED, run(TestTenants.ACME, first, question));
        }
    }

    /// What another transaction was told, on the same connection before or on any other, opens
    /// nothing.
    @Test
    void whatAnotherTransactionWasToldOpensNothing() {
        String units = run(TestTenants.GLOBEX, "SELECT current_setting('trunkline.units')");
        String member = run(TestTenants.GLOBEX, "SELECT current_setting('trunkline.member')");
        for (int nth = 0; nth < 5; nth++) {
            assertEquals(
                    DENIED,
                    run(
                            TestTenants.ACME,
                            set("tenant", id(TestTenants.GLOBEX)),
                            set("units", units),
                            set("member", member),
                            ROWS));
        }
    }

    /// It is held against a value of the session that its SQL cannot write, and which tells nothing
    /// of other sessions.
    @Test
    void whatTheSessionIsHeldAgainstIsThePlatforms() {
        for (String sequence : List.of("session_tenant", "session_told")) {
            for (String change :
                    List.of(
                            "SELECT setval('trunkline.%s', 1)",
                            "SELECT nextval('trunkline.%s')",
                            "ALTER SEQUENCE trunkline.%s RESTART",
                            "DROP SEQUENCE trunkline.%s",
                            "CREATE OR REPLACE FUNCTION trunkline.tenant() RETURNS int LANGUAGE sql RETURN 1 -- %s")) {
                assertEquals(DENIED, run(TestTenants.ACME, change.formatted(sequence)), change);
            }
            assertEquals(
                    "0",
                    run(
                            TestTenants.ACME,
                            "SELECT last_value FROM trunkline.%s".formatted(sequence)));
        }
        assertEquals(NOT_TOLD, run(TestTenants.ACME, "DISCARD SEQUENCES", ROWS));
        assertEquals("1", run(TestTenants.ACME, ROWS));
    }

    /// After the plugin's own COMMIT, which ends the platform's transaction early.
    @Test
    void nothingIsOpenAfterTheTransaction() {
        assertEquals(DENIED, run(TestTenants.ACME, "COMMIT", ROWS));
        assertEquals(
                DENIED,
                run(TestTenants.ACME, "COMMIT", set("tenant", id(TestTenants.GLOBEX)), ROWS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT trunkline.enter('', '%s', '{}', '', '0')",
                "SELECT trunkline.enter('guess', '%s', '{}', '', '0')",
                "SELECT trunkline.enter(NULL, '%s', '{}', '', '0')",
                "SELECT trunkline.enter('', '%s', '{}', '', '0', '', '')",
                "SELECT trunkline.next_id() -- %s",
                "SELECT * FROM trunkline.plugin_door -- %s",
                "UPDATE trunkline.plugin_door SET pass = '' -- %s",
                "SET ROLE trunkline_app -- %s",
                "SET ROLE trunkline_worker -- %s",
                "SET ROLE trunkline_migrator -- %s",
                "SET ROLE trunkline_search -- %s",
                "SET ROLE trunkline_plugin_beta -- %s",
                "SET SESSION AUTHORIZATION trunkline_app -- %s",
                "SELECT pg_read_file('PG_VERSION') -- %s",
                "SELECT lo_from_bytea(0, 'abc') -- %s",
                "SELECT lo_create(0) -- %s",
                "SELECT lo_creat(-1) -- %s",
                "SELECT lo_import('PG_VERSION') -- %s",
                "COPY (SELECT 1) TO PROGRAM 'true' -- %s",
                "COPY thing FROM PROGRAM 'true' -- %s",
                "CREATE EXTENSION dblink -- %s",
                "ALTER TABLE thing NO FORCE ROW LEVEL SECURITY -- %s",
                "TRUNCATE thing -- %s",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1 -- %s",
                "CREATE TABLE mine (id int) -- %s",
                "CREATE SCHEMA mine -- %s",
                "ALTER ROLE trunkline_plugin_hostile BYPASSRLS -- %s",
                "ALTER ROLE trunkline_plugin_hostile CREATEROLE -- %s",
                "GRANT trunkline_app TO trunkline_plugin_hostile -- %s"
            })
    void cannotOpenWhatThePlatformOpens(String statement) {
        assertEquals(DENIED, run(TestTenants.ACME, statement.formatted(id(TestTenants.GLOBEX))));
    }

    @ParameterizedTest
    @CsvSource({"/text, 2000000", "/list, 100000", "/endless, 0"})
    void anAnswerWithoutMeasureIsRefusedAndCounted(String path, int size) {
        double before = failures();
        PluginException refused = refused(path, size);
        assertEquals(PluginError.ANSWER_TOO_LARGE, refused.code());
        assertEquals(List.of(1_000_000), refused.arguments());
        assertEquals(before + 1, failures());
        assertEquals(900_000, text("/text", 900_000).length());
    }

    @Test
    void anAnswerWithoutEndInDepthIsAFault() {
        double before = failures();
        assertEquals(StandardErrorCode.INTERNAL, refused("/deep", 100_000).code());
        assertEquals(before + 1, failures());
    }

    @Test
    void whatItRefusesWithIsSomeWords() {
        PluginException refused = refused("/refuse", 5_000_000);
        assertEquals(StandardErrorCode.INVALID, refused.code());
        assertEquals("field", refused.arguments().getFirst());
        assertTrue(refused.arguments().getLast().toString().length() <= 1_001);
    }

    /// Neither by the SPI nor by the functions behind it.
    @Test
    void whatItTellsAndWritesDownHasAMeasure() {
        assertEquals("told", text("/tell", 60_000));
        assertEquals(StandardErrorCode.INTERNAL, refused("/tell", 70_000).code());
        assertEquals("written", text("/write-down", 60_000));
        assertEquals(StandardErrorCode.INTERNAL, refused("/write-down", 70_000).code());
        String much = "jsonb_build_object('much', repeat('x', 70000))";
        for (String statement :
                List.of(
                        "SELECT trunkline.publish('ContactRecorded', 1, " + much + ")",
                        "SELECT trunkline.audit(1, NULL, 'hostile.x', 'x', 1, NULL, "
                                + much
                                + ", NULL)",
                        "SELECT trunkline.audit(1, NULL, 'hostile.x', 'x', 1, "
                                + much
                                + ", NULL, NULL)",
                        "SELECT trunkline.audit(1, NULL, 'hostile.' || repeat('x', 200), 'x', 1, NULL, NULL, NULL)",
                        "SELECT trunkline.audit(1, NULL, 'hostile.x', repeat('x', 201), 1, NULL, NULL, NULL)")) {
            assertEquals(TOO_LONG, run(TestTenants.ACME, statement), statement);
        }
    }

    /// An approval's answer that nobody gave, a customer deleted whom nobody deleted.
    @Test
    void whatThePlatformAloneTellsItCannot() throws SQLException {
        for (String type : List.of("'ApprovalDecided'", "'CustomerDeleted'", "'Garbage'", "NULL")) {
            assertEquals(
                    DENIED,
                    run(TestTenants.ACME, "SELECT trunkline.publish(%s, 1, '{}')".formatted(type)));
        }
        assertEquals(
                "ApprovalDecided is the platform's to tell; a plugin publishes ApprovalRequested,"
                        + " ApprovalWithdrawn, CallTaskClosed, ContactRecorded, NotificationRequested",
                caller(TestTenants.ACME).get("hostile", "/forge").path("value").asText());
        assertEquals(
                List.of(),
                texts(
                        "SELECT type FROM trunkline.outbox WHERE source = 'hostile'"
                                + " AND type <> ALL (trunkline.events_of_plugins())"));
    }

    private static List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = TestDatabase.shared().superuser();
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /// The number of an entry, from where and why are the platform's to say.
    @Test
    void anEntryIsNumberedAndPlacedByThePlatform() throws SQLException {
        long object = System.nanoTime();
        String audit =
                "SELECT trunkline.audit(1, '203.0.113.66', 'hostile.x', 'x', %d, NULL, NULL, 'forged')"
                        .formatted(object);
        RequestFacts facts = new RequestFacts(Channel.API, "192.0.2.9", "she asked");
        assertEquals("", because(facts, audit));
        assertEquals("", run(TestTenants.ACME, audit));
        assertEquals(
                List.of("192.0.2.9 she asked true", "- - true"),
                texts(
                        """
                        SELECT coalesce(address, '-') || ' ' || coalesce(reason, '-') || ' '
                               || (id >> 25 BETWEEN (SELECT max(id >> 25) - 3000 FROM trunkline.audit_entry) AND
                                                    (SELECT max(id >> 25) FROM trunkline.audit_entry))
                          FROM trunkline.audit_entry WHERE action = 'hostile.x' AND object_id = %d ORDER BY id
                        """
                                .formatted(object)));
        for (String first :
                List.of(
                        set("address", "203.0.113.66"),
                        set("reason", "forged"),
                        set("member", "1"),
                        "RESET trunkline.reason",
                        "RESET trunkline.address")) {
            assertEquals(DENIED, because(facts, first, audit), first);
        }
    }

    private String because(RequestFacts facts, String... statements) {
        return RequestFacts.<String, RuntimeException>call(
                facts, () -> run(TestTenants.ACME, statements));
    }

    private String text(String path, int size) {
        return caller(TestTenants.GLOBEX)
                .get("hostile", path, Map.of("size", "" + size))
                .path("value")
                .asText();
    }

    private PluginException refused(String path, int size) {
        return assertThrows(PluginException.class, () -> text(path, size));
    }

    private double failures() {
        return registry.get("trunkline.plugin.failures")
                .tag("plugin", "hostile")
                .functionCounter()
                .count();
    }

    private static String set(String setting, String value) {
        return "SELECT set_config('trunkline.%s', '%s', true)".formatted(setting, value);
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
