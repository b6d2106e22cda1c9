package io.trunkline.server.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.identity.IdentityTestResource;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The same calls with the application's own checks switched off: everyone holds every permission
/// and sees every field, and no statement names a tenant, a unit or an owner. The database alone
/// must still show no row of another tenant and none out of the caller's reach.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
@QuarkusTestResource(BuiltPlugins.class)
@TestProfile(DatabaseAloneTest.ChecksOff.class)
class DatabaseAloneTest {

    private static final Logger LOG = Logger.getLogger(DatabaseAloneTest.class);
    private static final int SHOWN = 30;
    private static final List<String> HOLDING =
            List.of("trunkline.customer", "trunkline.customer_phone");

    public static final class ChecksOff implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(UncheckedSessions.class, UncheckedDatabase.class);
        }
    }

    @TestHTTPResource("/")
    URI address;

    private World world;

    @BeforeEach
    void thereIsAWorld() throws SQLException {
        world = World.make();
    }

    @Test
    void predicatesAreTakenOut() {
        assertEquals(
                "WHERE (CAST(? AS int) IS NOT NULL) AND (CAST(? AS bigint[]) IS NOT NULL)",
                UncheckedDatabase.without(
                        "WHERE c.tenant_id = ? AND c.org_unit_id = ANY (CAST(? AS bigint[]))"));
        assertEquals(
                "WHERE (CAST(? AS bigint) IS NOT NULL)",
                UncheckedDatabase.without("WHERE c.owner_id = ?"));
        assertEquals("SET owner_id = ?", UncheckedDatabase.without("SET owner_id = ?"));
        assertEquals(
                "WHERE (CAST(? AS int) IS NOT NULL) AND (unit.id IS NOT NULL) ORDER BY c.id",
                UncheckedDatabase.without(
                        "WHERE c.tenant_id = ? AND c.org_unit_id = unit.id ORDER BY c.id"));
    }

    @Test
    void theDatabaseAloneShowsNoRowOutOfReach() {
        Seen seen = askEverything();
        LOG.infof(
                "The database alone: %d calls, %d answered with content, %d statements changed",
                seen.calls(), seen.answered(), UncheckedDatabase.changed());
        assertEquals(List.of(), seen.faults().subList(0, Math.min(SHOWN, seen.faults().size())));
        assertTrue(seen.answered() > seen.calls() / 4, "most calls fail: nothing is shown at all");
        assertTrue(UncheckedDatabase.changed() > seen.calls(), "the checks are still on");
    }

    /// The test above can fail: without row security the same calls show foreign rows.
    @Test
    void withoutRowSecurityTheSameCallsLeak() throws SQLException {
        rowSecurity("DISABLE");
        try {
            assertNotEquals(List.of(), askEverything().faults());
        } finally {
            rowSecurity("ENABLE");
        }
    }

    private record Seen(int calls, int answered, List<String> faults) {}

    private Seen askEverything() {
        Server server = new Server(address);
        List<String> faults = new ArrayList<>();
        int calls = 0;
        int answered = 0;
        for (Person person : world.people()) {
            if (!person.policy().equals("default")) {
                continue;
            }
            for (Operation operation : Operations.all()) {
                for (Call call : operation.calls().apply(world, person)) {
                    Server.Answer answer = server.ask(person, call);
                    faults.addAll(Verdict.leaks(world, person, call, answer));
                    calls++;
                    answered += answer.status() == 200 ? 1 : 0;
                }
            }
        }
        return new Seen(calls, answered, faults);
    }

    private static void rowSecurity(String what) throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser();
                Statement statement = connection.createStatement()) {
            for (String table : HOLDING) {
                statement.execute("ALTER TABLE " + table + " " + what + " ROW LEVEL SECURITY");
            }
        }
    }
}
