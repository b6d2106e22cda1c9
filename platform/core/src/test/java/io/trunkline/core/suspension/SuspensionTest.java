package io.trunkline.core.suspension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.event.EventSubscriber;
import io.trunkline.core.event.EventSubscribers;
import io.trunkline.core.event.Outbox;
import io.trunkline.core.importing.ImportFixtures;
import io.trunkline.core.importing.ImportJob;
import io.trunkline.core.importing.ImportJob.State;
import io.trunkline.core.importing.Imports;
import io.trunkline.spi.CallTaskClosed;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.Event;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.operator.OperatorSession;
import io.trunkline.tenancy.tenant.TenantError;
import io.trunkline.tenancy.tenant.TenantLife;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is under way when a tenant is suspended: it stops, nothing is lost, nothing happens twice,
/// and nobody else notices.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class SuspensionTest {

    private static final OperatorSession OPERATOR = new OperatorSession("olga");

    /// Longer than a suspension takes to hold, and than several polls.
    private static final long A_WHILE = 2_500;

    @Inject EventSubscribers subscribers;
    @Inject Outbox outbox;
    @Inject TenantDatabase database;
    @Inject Sessions sessions;
    @Inject TenantLife life;
    @Inject Imports imports;
    @Inject ImportFixtures fixtures;
    @Inject People people;

    @AfterEach
    void nobodyStaysSuspended() {
        resume("acme");
        resume("globex");
    }

    /// Hears closed call tasks of one tenant.
    private static class Listener implements EventSubscriber {

        private final String id;
        private final String tenant;
        final List<Long> heard = new CopyOnWriteArrayList<>();

        Listener(String id, String tenant) {
            this.id = id;
            this.tenant = tenant;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public boolean wants(Class<? extends Event> type) {
            return type == CallTaskClosed.class
                    && TenantRunner.current().tenant().key().equals(tenant);
        }

        @Override
        public void deliver(Delivery<?> delivery) {
            heard.add(((CallTaskClosed) delivery.event()).taskId());
        }
    }

    /// Stops at one event until it is let go on.
    private static final class Slow extends Listener {

        private final long slowAt;
        private final CountDownLatch there = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        Slow(String tenant, long slowAt) {
            super("suspension-1-slow", tenant);
            this.slowAt = slowAt;
        }

        @Override
        public void deliver(Delivery<?> delivery) {
            if (((CallTaskClosed) delivery.event()).taskId() == slowAt && there.getCount() > 0) {
                there.countDown();
                await(goOn);
            }
            super.deliver(delivery);
        }
    }

    /// Works in the tenant's database, as most do: refused while the tenant is suspended.
    private final class Writing extends Listener {

        Writing(String tenant) {
            super("suspension-2-writing", tenant);
        }

        @Override
        public void deliver(Delivery<?> delivery) {
            database.inTransaction(handle -> {
                super.deliver(delivery);
                return true;
            });
        }
    }

    @Test
    void eventsWaitForTheResumeAndArriveOnceAndInTheirOrder() throws Exception {
        Slow slow = new Slow("acme", 3);
        Writing writing = new Writing("acme");
        Listener others = new Listener("suspension-others", "globex");
        List<Long> all = LongStream.rangeClosed(1, 60).boxed().toList();
        try (var first = subscribers.register(slow);
                var second = subscribers.register(writing);
                var third = subscribers.register(others)) {
            publish("acme", all);
            await(slow.there);
            suspend("acme");
            slow.goOn.countDown();
            Database.await("the third event", () -> slow.heard.contains(3L));
            publish("globex", List.of(7L));
            Thread.sleep(A_WHILE);

            assertEquals(List.of(1L, 2L, 3L), slow.heard);
            assertEquals(List.of(1L, 2L), writing.heard);
            assertEquals(List.of(7L), others.heard, "the other tenant does not wait");
            assertEquals(0, parked("acme"));

            resume("acme");
            Database.await("all of them", () -> writing.heard.size() >= 60);
            Database.await("none left", () -> waiting("acme") == 0);
            assertEquals(all, slow.heard);
            assertEquals(all, writing.heard);
            assertEquals(List.of(7L), others.heard);
            assertEquals(0, parked("acme"));
        }
    }

    @Test
    void aRunningImportStopsAtItsNextChunkAndGoesOnByItself() throws Exception {
        ImportJob before = fixtures.checked("globex", rows(3_500, 3_501));
        fixtures.ran("globex", before.id());
        ImportJob job = fixtures.checked("globex", rows(0, 5_000));
        Session importer = people.session("supervisor", "globex");

        try (Connection holder = TestDatabase.shared().superuser();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(
                    "SELECT * FROM trunkline.customer WHERE external_number = 'SUS-3500' FOR UPDATE");
            TenantRunner.call(importer, () -> imports.start(job.id()));
            Database.await("three chunks", () -> applied(job.id()) == 3_000);
            Database.await(
                    "the fourth",
                    () ->
                            Database.number(
                                            "SELECT count(*) FROM pg_stat_activity"
                                                    + " WHERE usename LIKE '%worker' AND wait_event_type = 'Lock'")
                                    == 1);
            suspend("globex");
            holder.rollback();
        }
        // A chunk that was begun comes to its end.
        Database.await("the fourth chunk", () -> applied(job.id()) == 4_000);
        Thread.sleep(A_WHILE);
        assertEquals(4_000, applied(job.id()));
        assertEquals(4_000, customers(), "what is marked is there, and nothing else");
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () -> TenantRunner.call(importer, () -> imports.start(job.id())));
        assertEquals(TenantError.TENANT_SUSPENDED, refused.code());

        resume("globex");
        Database.await("the rest", () -> applied(job.id()) == 5_000);
        ImportJob done = fixtures.settled("globex", job.id());
        assertEquals(State.DONE, done.state());
        assertEquals(5_000, done.done());
        assertEquals(5_000, customers());
        assertEquals(5_000, onePerCustomer("trunkline.audit_entry", "object_id"));
        assertEquals(5_000, onePerCustomer("trunkline.outbox", "customer_id"));
    }

    private void suspend(String tenant) {
        int id = id(tenant);
        OperatorRunner.call(OPERATOR, () -> life.suspend(tenant, "a test"));
        Database.await("the suspension", () -> !database.states().isServed(id));
        assertTrue(database.states().isKept(id));
    }

    private void resume(String tenant) {
        int id = id(tenant);
        OperatorRunner.call(OPERATOR, () -> life.resume(tenant, "a test"));
        Database.await("the resume", () -> database.states().isServed(id));
        assertFalse(database.states().unserved().containsKey(tenant));
    }

    /// All of one customer, so that they have an order.
    private void publish(String tenant, List<Long> tasks) {
        TenantRunner.run(
                sessions.platform(id(tenant)),
                () ->
                        database.inTransaction(handle -> {
                            for (long task : tasks) {
                                outbox.publish(
                                        handle,
                                        new CallTaskClosed(
                                                77_000_000,
                                                task,
                                                1,
                                                "agreed",
                                                null,
                                                Instant.now()));
                            }
                            return true;
                        }));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int id(String tenant) {
        return (int)
                Database.number("SELECT id FROM trunkline.tenant WHERE key = '" + tenant + "'");
    }

    private static long waiting(String tenant) {
        return Database.number(
                "SELECT count(*) FROM trunkline.outbox WHERE customer_id = 77000000"
                        + " AND done_at IS NULL AND tenant_id = "
                        + id(tenant));
    }

    private static long parked(String tenant) {
        return Database.number(
                "SELECT count(*) FROM trunkline.event_delivery WHERE subscriber_id LIKE 'suspension-%'"
                        + " AND (state = 'PARKED' OR attempts > 0) AND tenant_id = "
                        + id(tenant));
    }

    private static long applied(long importId) {
        return Database.number(
                "SELECT count(*) FROM trunkline.import_row WHERE applied AND import_id = "
                        + importId);
    }

    private static long customers() {
        return Database.number(
                "SELECT count(*) FROM trunkline.customer WHERE external_number ^@ 'SUS-'");
    }

    /// How many of the customers have exactly one such row.
    private static long onePerCustomer(String table, String customer) {
        return Database.number(
                """
                SELECT count(*) FROM (
                    SELECT c.id FROM trunkline.customer c JOIN %s o ON o.%s = c.id
                     WHERE c.external_number ^@ 'SUS-' GROUP BY c.id HAVING count(*) = 1) exact
                """
                        .formatted(table, customer));
    }

    private static byte[] rows(int from, int to) {
        StringBuilder file = new StringBuilder("客户编号,姓名,手机号\n");
        for (int row = from; row < to; row++) {
            file.append("SUS-").append(row).append(",暂停,137").append(50_000_000 + row).append('\n');
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }
}
