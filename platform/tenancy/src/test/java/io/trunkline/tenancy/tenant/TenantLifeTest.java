package io.trunkline.tenancy.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.operator.OperatorDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TenantLifeTest {

    private static final Duration ONE_LOOK = Duration.ofMillis(1900);

    private Life life;

    @BeforeEach
    void install() throws SQLException {
        life = Life.fresh(Duration.ofDays(30));
    }

    @Test
    void twoOperatorsWhoCreateOneTenantMakeItOnce() throws Exception {
        Callable<Boolean> operator =
                () -> life.asOperator(() -> life.life().create(Life.draft("harbin")).isNew());
        int made = 0;
        try (ExecutorService operators = Executors.newFixedThreadPool(2)) {
            for (var result : operators.invokeAll(List.of(operator, operator))) {
                made += result.get() ? 1 : 0;
            }
        }
        assertEquals(1, made);
        assertEquals(
                List.of("admin.harbin"),
                life.installation()
                        .as(
                                life.installation()
                                        .sessions()
                                        .member("harbin", "admin.harbin")
                                        .orElseThrow(),
                                handle ->
                                        handle.createQuery("SELECT username FROM trunkline.member")
                                                .mapTo(String.class)
                                                .list()));
    }

    @Test
    void whatRunsForATenantStopsWithinTwoSecondsOfItsSuspensionAndTheOthersGoOn() throws Exception {
        Session acme = life.installation().session("supervisor", "acme");
        Session globex = life.installation().session("supervisor", "globex");
        assertEquals(1, one(acme));

        life.asOperator(() -> life.life().suspend("acme", "Unpaid bills"));
        Instant suspended = Instant.now();
        TenantError refusal = null;
        while (refusal == null && Instant.now().isBefore(suspended.plus(ONE_LOOK))) {
            refusal = refusal(acme);
            Thread.sleep(20);
        }
        assertEquals(TenantError.TENANT_SUSPENDED, refusal);
        assertEquals(1, one(globex));
        assertEquals(List.of(globex.tenant().id()), life.installation().sessions().activeTenants());

        life.asOperator(() -> life.life().resume("acme", "Paid"));
        Instant resumed = Instant.now();
        while (refusal(acme) != null && Instant.now().isBefore(resumed.plus(ONE_LOOK))) {
            Thread.sleep(20);
        }
        assertEquals(1, one(acme));
    }

    @Test
    void aTransactionThatIsOpenIsBroughtToItsEnd() {
        Session acme = life.installation().session("supervisor", "acme");
        int inside =
                life.installation()
                        .as(
                                acme,
                                handle -> {
                                    life.asOperator(() -> life.life().suspend("acme", "Now"));
                                    return one(acme);
                                });
        assertEquals(1, inside);
    }

    @Test
    void repeatingAStepChangesNothing() {
        TenantFacts first = life.asOperator(() -> life.life().suspend("acme", "Unpaid bills"));
        TenantFacts again = life.asOperator(() -> life.life().suspend("acme", "Something else"));
        assertEquals(first, again);
        assertEquals(1, life.asOperator(() -> life.audit().list("acme", null, 10)).size());
    }

    @Test
    void aStateThatDoesNotAllowTheStepRefusesIt() {
        life.asOperator(() -> life.life().delete("acme", "Contract ended"));
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () -> life.asOperator(() -> life.life().resume("acme", "Again")));
        assertEquals(TenantError.WRONG_STATE, refused.code());
        assertEquals(
                TenantState.ACTIVE,
                life.asOperator(() -> life.life().cancelDelete("acme", "Renewed")).state());
        assertThrows(
                PluginException.class,
                () -> life.asOperator(() -> life.life().suspend("acme", " ")));
        assertThrows(
                PluginException.class,
                () -> life.asOperator(() -> life.life().suspend("nobody", "Why not")));
    }

    @Test
    void theTenantSeesInItsOwnTrailWhatWasDoneToIt() {
        life.asOperator(() -> life.life().suspend("acme", "Unpaid bills"));
        life.asOperator(() -> life.life().resume("acme", "Paid"));
        List<String> seen =
                life.asOperator(() ->
                        life.database()
                                .inTransaction(handle -> {
                                    OperatorDatabase.enter(handle, 1);
                                    return handle.createQuery(
                                                    """
                                                    SELECT actor || ' ' || action FROM trunkline.audit_entry
                                                     WHERE tenant_id = 1 AND object_type = 'tenant' ORDER BY id
                                                    """)
                                            .mapTo(String.class)
                                            .list();
                                }));
        assertEquals(
                List.of("platform tenant.create", "olga tenant.suspend", "olga tenant.resume"),
                seen);
    }

    @Test
    void anOperatorsTransactionSeesOneTenantAtATime() {
        List<Integer> seen =
                life.asOperator(() ->
                        life.database()
                                .inTransaction(handle -> {
                                    OperatorDatabase.enter(handle, 2);
                                    return handle.createQuery(
                                                    "SELECT DISTINCT tenant_id FROM trunkline.member")
                                            .mapTo(Integer.class)
                                            .list();
                                }));
        assertEquals(List.of(2), seen);
        assertThrows(
                IllegalStateException.class,
                () -> life.database().inTransaction(handle -> true),
                "without an operator there is no way in");
    }

    @Test
    void aTombstonesKeyIsNeverUsedAgain() throws SQLException {
        life.installation()
                .asSuperuser("UPDATE trunkline.tenant SET state = 'deleted' WHERE key = 'acme'");
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () -> life.asOperator(() -> life.life().create(Life.draft("acme"))));
        assertEquals(TenantError.KEY_TAKEN, refused.code());
        assertTrue(
                life.asOperator(() -> life.tenants().list(null, "acme", List.of(), 10)).isEmpty());
    }

    private int one(Session session) {
        return life.installation()
                .as(session, handle -> handle.createQuery("SELECT 1").mapTo(int.class).one());
    }

    private @org.jspecify.annotations.Nullable TenantError refusal(Session session) {
        try {
            TenantRunner.call(
                    session, () -> life.installation().tenants().inTransaction(handle -> 1));
            return null;
        } catch (PluginException e) {
            return (TenantError) e.code();
        }
    }
}
