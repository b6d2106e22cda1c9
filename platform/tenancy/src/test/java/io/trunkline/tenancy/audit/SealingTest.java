package io.trunkline.tenancy.audit;

import static io.trunkline.testing.TestTenants.ACME;
import static io.trunkline.testing.TestTenants.GLOBEX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.RequestFacts.Channel;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SealingTest {

    private Trail trail;

    @BeforeEach
    void install() throws SQLException {
        trail = Trail.fresh();
    }

    @Test
    void whatIsNotSealedYetIsPending() {
        trail.write(ACME, 3);
        Verification before = trail.verify(ACME);
        assertNull(before.head());
        assertEquals(4, before.pending());
        assertTrue(before.intact());
        trail.seal();
        trail.write(ACME, 2);
        Verification after = trail.verify(ACME);
        assertEquals(4, after.checked());
        assertEquals(2, after.pending());
        trail.seal();
        assertEquals(6, trail.verify(ACME).head().position());
    }

    @Test
    void asksForTenantsWithSomethingToSealOnly() {
        trail.seal();
        assertEquals(List.of(), tenants());
        trail.write(GLOBEX, 1);
        assertEquals(List.of(trail.tenant(GLOBEX)), tenants());
        trail.seal();
        assertEquals(List.of(), tenants());
    }

    @Test
    void sixteenWritersThatCommitInAnyOrderLoseNothing() throws Exception {
        int writers = 16;
        int each = 25;
        CountDownLatch going = new CountDownLatch(writers);
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String tenant = writer % 2 == 0 ? ACME : GLOBEX;
                long pause = writer % 4 * 3;
                ends.add(
                        threads.submit(() -> {
                            going.countDown();
                            going.await();
                            for (int entry = 0; entry < each; entry++) {
                                writeAndLinger(tenant, pause);
                            }
                            return true;
                        }));
            }
            while (!ends.stream().allMatch(Future::isDone)) {
                trail.seal();
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
        trail.seal();
        for (String tenant : List.of(ACME, GLOBEX)) {
            Verification found = trail.verify(tenant);
            assertEquals(List.of(), found.findings());
            assertEquals(0, found.pending());
            assertEquals(1 + writers / 2 * each, found.checked());
        }
    }

    @Test
    void waitsForATransactionThatBeganEarlierAndCommitsLate() throws SQLException {
        trail.seal();
        long sealed = trail.verify(ACME).head().position();
        try (Connection late = trail.installation().database().superuser();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute(
                    """
                    INSERT INTO trunkline.audit_entry (tenant_id, id, actor, action, object_type, object_id)
                    VALUES (%d, 9, 'late', 'note.late', 'note', 7)
                    """
                            .formatted(trail.tenant(ACME)));
            trail.write(ACME, 2);
            trail.seal();
            Verification waiting = trail.verify(ACME);
            assertEquals(sealed, waiting.head().position());
            assertEquals(2, waiting.pending());
            late.commit();
        }
        trail.seal();
        Verification done = trail.verify(ACME);
        assertEquals(sealed + 3, done.head().position());
        assertEquals(List.of(), done.findings());
        assertEquals(9, trail.entryAt(sealed + 1));
    }

    @Test
    void goesOnInACopyWhoseTransactionNumbersBeganAnew() throws SQLException {
        trail.write(ACME, 3);
        trail.seal();
        // As a dump brings it: rows with numbers that this cluster has not reached, sealed or not.
        trail.tamper("UPDATE trunkline.audit_chain SET cluster = 1, xid = '900000000'");
        trail.tamper(
                """
                INSERT INTO trunkline.audit_entry (tenant_id, id, actor, action, object_type, object_id, xid)
                VALUES (:acme, 8, 'x', 'note.unsealed', 'note', 7, '900000001')
                """);
        trail.write(ACME, 2);
        trail.seal();
        trail.write(ACME, 1);
        trail.seal();
        Verification found = trail.verify(ACME);
        assertEquals(List.of(), found.findings());
        assertEquals(0, found.pending());
        assertEquals(1 + 3 + 1 + 2 + 1, found.checked());
        assertEquals(List.of(), tenants());
    }

    @Test
    void sealsEntriesOfBeforeThereWasAChain() throws SQLException {
        trail.tamper("TRUNCATE trunkline.audit_entry");
        trail.tamper(
                """
                INSERT INTO trunkline.audit_entry (tenant_id, id, at, actor, action, object_type, object_id)
                SELECT :acme, n, now() - interval '2 years' + n * interval '1 minute', 'x', 'old', 'note', 7
                  FROM generate_series(1, 5000) n
                """);
        trail.seal();
        Verification found = trail.verify(ACME);
        assertEquals(5000, found.checked());
        assertEquals(List.of(), found.findings());
    }

    @Test
    void retentionTakesTheBeginningAndTheRestVerifies() throws SQLException {
        trail.writeOld(6000);
        trail.seal();
        trail.write(ACME, 4);
        trail.write(GLOBEX, 2);
        trail.seal();
        trail.expire();
        Verification found = trail.verify(ACME);
        assertEquals(List.of(), found.findings());
        assertEquals(6001, found.from());
        assertEquals(4 + 2, found.checked(), "what is left, and that two chunks were removed");
        assertEquals(2, trail.verify(GLOBEX).checked());
        assertEquals(
                List.of("{\"upTo\": 5000, \"removed\": 5000", "{\"upTo\": 6000, \"removed\": 1000"),
                trail
                        .texts(
                                "SELECT after FROM trunkline.audit_entry WHERE action ="
                                        + " 'audit.expire' ORDER BY id")
                        .stream()
                        .map(facts ->
                                facts.replaceAll(
                                        ", \"olderThan\".*|\"digest\": \"[0-9a-f]{64}\", ", ""))
                        .toList());
        long entry = trail.entryAt(6002);
        trail.tamper("UPDATE trunkline.audit_entry SET actor = 'y' WHERE id = " + entry);
        assertEquals(
                List.of(new Verification.Finding(Verification.Kind.CHANGED, 6002, entry)),
                trail.verify(ACME).findings());
    }

    @Test
    void timesAreTheTenantsOwnAndTwoPeopleDoNotOverwriteEachOther() {
        Retention retention =
                new Retention(trail.installation().tenants(), trail.installation().audit());
        TenantRunner.run(
                trail.session("admin", ACME),
                () -> {
                    Retention.Times usual = retention.times();
                    assertEquals(new Retention.Times(36, 90, 0), usual);
                    Retention.Times first = retention.change(new Retention.Times(24, 30, 0));
                    assertEquals(new Retention.Times(24, 30, 1), first);
                    assertThrows(PluginException.class, () -> retention.change(usual));
                    retention.change(new Retention.Times(12, 30, 1));
                });
        TenantRunner.run(
                trail.session("admin", GLOBEX),
                () -> assertEquals(36, retention.times().auditMonths()));
        TenantRunner.run(
                trail.session("supervisor", ACME),
                () ->
                        assertThrows(
                                PluginException.class,
                                () -> retention.change(new Retention.Times(6, 1, 2))));
        assertThrows(PluginException.class, () -> new Retention.Times(5, 1, 0));
    }

    @Test
    void anEntryTellsHowItCameAbout() throws SQLException {
        RequestFacts facts = new RequestFacts(Channel.API, "192.0.2.7", null);
        RequestFacts.call(
                facts.because("asked by the customer"),
                () -> {
                    trail.write(ACME, 1);
                    return true;
                });
        trail.write(GLOBEX, 1);
        assertEquals(
                List.of("API 192.0.2.7 asked by the customer", "JOB"),
                trail.texts(
                        "SELECT concat_ws(' ', channel, address, reason) FROM trunkline.audit_entry"
                                + " WHERE action = 'note.1' ORDER BY id"));
    }

    @Test
    void signInsAreWrittenOnceAndRefusalsToo() throws SQLException {
        SignInEntries signIns =
                new SignInEntries(
                        trail.installation().tenants(),
                        trail.installation().sessions(),
                        trail.installation().audit());
        for (int request = 0; request < 3; request++) {
            TenantRunner.run(trail.session("agent1", ACME), signIns::byToken);
            signIns.refused(GLOBEX, "stranger", "not-a-member");
            signIns.refused("no-such-tenant", "stranger", "not-a-member");
        }
        TenantRunner.run(trail.session("agent1", ACME), signIns::out);
        assertEquals(
                List.of(
                        trail.tenant(ACME) + " sign-in Agent One of Acme",
                        trail.tenant(ACME) + " sign-out Agent One of Acme",
                        trail.tenant(GLOBEX) + " sign-in.refused platform stranger"),
                trail.texts(
                        "SELECT concat_ws(' ', tenant_id, action, actor, after->>'username') FROM"
                                + " trunkline.audit_entry WHERE action LIKE 'sign-%' ORDER BY 1"));
    }

    private void writeAndLinger(String tenant, long millis) {
        trail.installation()
                .as(
                        trail.session("supervisor", tenant),
                        handle -> {
                            trail.installation()
                                    .audit()
                                    .record(handle, "note.many", "note", 7, null, null);
                            // The later it commits, the more are sealed meanwhile.
                            handle.execute("SELECT pg_sleep(" + millis / 1000.0 + ")");
                            return true;
                        });
    }

    private List<Integer> tenants() {
        return new AuditSealJob(
                        trail.installation().tenants(),
                        trail.installation().database().workerDataSource())
                .tenants(trail.installation().sessions());
    }
}
