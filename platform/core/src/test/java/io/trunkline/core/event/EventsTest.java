package io.trunkline.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.spi.ApprovalDecided;
import io.trunkline.spi.ApprovalFact;
import io.trunkline.spi.ApprovalRequested;
import io.trunkline.spi.ApprovalWithdrawn;
import io.trunkline.spi.CallTaskClosed;
import io.trunkline.spi.ContactRecorded;
import io.trunkline.spi.CustomerDeleted;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.Event;
import io.trunkline.spi.NotificationRequested;
import io.trunkline.spi.OrgUnitChanged;
import io.trunkline.spi.WorkHandedOver;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.TenantTransaction;
import io.trunkline.tenancy.database.PluginDoor;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class EventsTest {

    private static final AtomicInteger CUSTOMER = new AtomicInteger(1_000_000);

    @Inject EventSubscribers subscribers;
    @Inject ParkedEvents parked;
    @Inject EventBacklog backlog;
    @Inject Outbox outbox;
    @Inject TenantDatabase database;
    @Inject Sessions sessions;
    @Inject People people;

    /// Hears closed call tasks of one tenant, and fails as often as it is told to.
    private class Listener implements EventSubscriber {

        private final String id;
        private final String tenant;
        private final List<CallTaskClosed> heard = new CopyOnWriteArrayList<>();
        private final Map<Long, AtomicInteger> failures = new ConcurrentHashMap<>();
        private volatile boolean away;

        Listener(String id, String tenant) {
            this.id = id;
            this.tenant = tenant;
        }

        Listener failing(long task, int times) {
            failures.put(task, new AtomicInteger(times));
            return this;
        }

        Listener away() {
            away = true;
            return this;
        }

        @Override
        public boolean holds() {
            return away;
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
            CallTaskClosed closed = (CallTaskClosed) delivery.event();
            AtomicInteger left = failures.get(closed.taskId());
            if (left != null && left.getAndDecrement() > 0) {
                throw new IllegalStateException("not now");
            }
            heard.add(closed);
        }

        List<Long> tasks() {
            return heard.stream().map(CallTaskClosed::taskId).toList();
        }
    }

    @Test
    void eventsOfACustomerArriveInTheirOrderAndInTheirTenantOnly() {
        Listener acme = new Listener("order-acme", "acme");
        Listener globex = new Listener("order-globex", "globex");
        try (var first = subscribers.register(acme);
                var second = subscribers.register(globex)) {
            long customer = CUSTOMER.incrementAndGet();
            publish("acme", customer, LongStream.rangeClosed(1, 500).toArray());
            Database.await("500 events", () -> acme.heard.size() == 500);
            assertEquals(LongStream.rangeClosed(1, 500).boxed().toList(), acme.tasks());
            assertEquals(List.of(), globex.tasks());
        }
    }

    @Test
    void aFailureIsRepeatedAndHoldsBackThatCustomersLaterEvents() {
        Listener listener = new Listener("again", "acme").failing(11, 2);
        try (var registration = subscribers.register(listener)) {
            long customer = CUSTOMER.incrementAndGet();
            publish("acme", customer, 10, 11, 12);
            Database.await("three events", () -> listener.heard.size() == 3);
            assertEquals(List.of(10L, 11L, 12L), listener.tasks());
        }
    }

    @Test
    void whoSucceededIsNotAskedAgainBecauseAnotherFailed() {
        Listener good = new Listener("good", "acme");
        Listener bad = new Listener("bad", "acme").failing(21, 2);
        try (var first = subscribers.register(good);
                var second = subscribers.register(bad)) {
            publish("acme", CUSTOMER.incrementAndGet(), 21);
            Database.await("the failing one", () -> bad.heard.size() == 1);
            assertEquals(List.of(21L), good.tasks());
        }
    }

    @Test
    void afterSomeFailuresAnEventIsParkedAndLaterOnesGoOn() {
        Listener listener = new Listener("parking", "acme").failing(31, 3);
        try (var registration = subscribers.register(listener)) {
            long customer = CUSTOMER.incrementAndGet();
            publish("acme", customer, 31, 32);
            Database.await("the later event", () -> listener.tasks().equals(List.of(32L)));
            // What was heard is written down a moment after it was heard.
            Database.await("the parking", () -> parkedOf(customer).isPresent());
            ParkedEvent given = parkedOf(customer).orElseThrow();
            assertEquals("parking", given.subscriber());
            assertEquals("CallTaskClosed", given.type());
            assertTrue(given.error().contains("not now"));
            people.as(
                    "auditor",
                    "acme",
                    () -> {
                        parked.retry(given.eventId(), given.subscriber());
                        return true;
                    });
            Database.await("the retried event", () -> listener.tasks().equals(List.of(32L, 31L)));
        }
    }

    /// It will not be better the next time, and others of its customer would wait for it.
    @Test
    void whatNobodyCanReadOrWasNotForThePluginToTellIsParkedAtOnce() throws SQLException {
        Listener listener =
                new Listener("reading", "acme") {
                    @Override
                    public boolean wants(Class<? extends Event> type) {
                        return super.wants(type) || type == CustomerDeleted.class;
                    }
                };
        long customer = CUSTOMER.incrementAndGet();
        int tenant = platform("acme").tenant().id();
        try (var registration = subscribers.register(listener)) {
            for (String row :
                    List.of(
                            "'CallTaskClosed', 'probe', 'null'",
                            "'CallTaskClosed', 'probe', '[1]'",
                            "'CallTaskClosed', 'platform', '{\"taskId\": \"x\"}'",
                            "'CustomerDeleted', 'probe', '{\"forGood\": true}'")) {
                Database.execute(
                        """
                        INSERT INTO trunkline.outbox (tenant_id, customer_id, type, source, payload)
                        VALUES (%d, %d, %s)
                        """
                                .formatted(tenant, customer, row));
            }
            publish("acme", customer, 71);
            Database.await("the one behind them", () -> listener.tasks().equals(List.of(71L)));
            Database.await("the parking", () -> parkedAfterOneAttempt(customer) == 4);
        }
    }

    private static long parkedAfterOneAttempt(long customer) {
        return Database.texts(
                        """
                        SELECT d.event_id::text FROM trunkline.event_delivery d
                          JOIN trunkline.outbox o ON o.tenant_id = d.tenant_id AND o.id = d.event_id
                         WHERE o.customer_id = %d AND d.state = 'PARKED' AND d.attempts = 1
                        """
                                .formatted(customer))
                .size();
    }

    @Test
    void theDatabaseHasTheSameListOfWhatPluginsTell() {
        assertEquals(
                List.copyOf(EventCodec.ofPlugins()),
                Database.texts("SELECT unnest(trunkline.events_of_plugins()) ORDER BY 1"));
    }

    /// Another node is one where others are registered.
    @Test
    void whatIsHeldWaitsInItsOrderForWhoeverCanAndHoldsUpNobody() {
        long customer = CUSTOMER.incrementAndGet();
        Listener present = new Listener("present", "acme");
        try (var first = subscribers.register(new Listener("away", "acme").away());
                var second = subscribers.register(present)) {
            publish("acme", customer, 51, 52, 53);
            Database.await("the others", () -> present.heard.size() == 3);
            Database.await("the line", () -> held("away") == 3);
        }
        Listener other = new Listener("present", "acme");
        try (var first = subscribers.register(other)) {
            publish("acme", customer, 54);
            Database.await("the others", () -> other.heard.size() == 1);
            assertEquals(3, held("away"));
        }
        Listener back = new Listener("away", "acme").failing(52, 2);
        try (var first = subscribers.register(back)) {
            publish("acme", customer, 55);
            Database.await("the line and a new one", () -> back.heard.size() == 4);
            assertEquals(List.of(51L, 52L, 53L, 55L), back.tasks());
            Database.await("nothing is left", () -> held("away") == 0);
        }
    }

    @Test
    void whatIsHeldEndsWithWhoIsForgottenOrWantsItNoMore() {
        for (String id : List.of("forgotten", "elsewhere")) {
            try (var first = subscribers.register(new Listener(id, "acme").away())) {
                publish("acme", CUSTOMER.incrementAndGet(), 61, 62);
                Database.await("the line", () -> held(id) == 2);
            }
        }
        subscribers.forget("forgotten");
        Database.await("the end", () -> held("forgotten") == 0);
        assertEquals(2, held("elsewhere"));
        Listener moved = new Listener("elsewhere", "globex");
        Listener again = new Listener("forgotten", "acme");
        try (var first = subscribers.register(moved);
                var second = subscribers.register(again)) {
            Database.await("the end", () -> held("elsewhere") == 0);
            assertEquals(List.of(), moved.tasks());
            assertEquals(List.of(), again.tasks());
        }
    }

    private long held(String subscriber) {
        return backlog.read().stream()
                .filter(waiting -> waiting.subscriber().equals(subscriber))
                .filter(waiting -> waiting.state().equals("held"))
                .mapToLong(EventBacklog.Waiting::events)
                .sum();
    }

    @Test
    void theNewestGenerationHearsAnEvent() {
        Listener old = new Listener("generation", "acme");
        Listener young = new Listener("generation", "acme");
        try (var first = subscribers.register(old)) {
            var second = subscribers.register(young);
            publish("acme", CUSTOMER.incrementAndGet(), 41);
            Database.await("the young one", () -> young.heard.size() == 1);
            second.close();
            publish("acme", CUSTOMER.incrementAndGet(), 42);
            Database.await("the old one", () -> old.heard.size() == 1);
        }
    }

    @Test
    void aPluginsRolePublishesUnderItsOwnNameAndReadsNothing() throws SQLException {
        String name = TestDatabase.shared().name();
        String role = name + "_plugin_probe_one";
        Database.execute("DROP ROLE IF EXISTS " + role);
        Database.execute(
                "CREATE ROLE " + role + " LOGIN PASSWORD 'testing' IN ROLE " + name + "_plugins");
        ContactRecorded contact =
                new ContactRecorded(
                        7,
                        ContactRecorded.Channel.PHONE,
                        false,
                        Instant.parse("2026-01-02T03:04:05Z"),
                        null,
                        null,
                        ContactRecorded.Tone.GOOD,
                        "",
                        "");
        Session session = platform("acme");
        try (Connection owner = TestDatabase.shared().superuser()) {
            PluginDoor.open(owner, role, "a test");
        }
        try (Connection connection = TestDatabase.shared().dataSource(role).getConnection()) {
            long id =
                    TenantTransaction.<Long, SQLException>runSealed(
                            connection,
                            session,
                            "a test",
                            own -> {
                                try (PreparedStatement publish =
                                        own.prepareStatement(
                                                "SELECT trunkline.publish(?, ?, ?::jsonb)")) {
                                    publish.setString(1, EventCodec.type(contact));
                                    publish.setLong(2, contact.customerId());
                                    publish.setString(3, EventCodec.payload(contact));
                                    var row = publish.executeQuery();
                                    row.next();
                                    return row.getLong(1);
                                }
                            });
            assertEquals(
                    List.of("probe-one"),
                    Database.texts("SELECT source FROM trunkline.outbox WHERE id = " + id));
            assertThrows(
                    SQLException.class,
                    () ->
                            TenantTransaction.<Boolean, SQLException>runSealed(
                                    connection,
                                    session,
                                    "a test",
                                    own -> {
                                        try (Statement statement = own.createStatement()) {
                                            return statement.execute(
                                                    "SELECT * FROM trunkline.outbox");
                                        }
                                    }));
        }
    }

    @Test
    void everyEventOfTheSpiComesBackAsItWas() {
        CallTaskClosed closed =
                new CallTaskClosed(1, 2, 3, "agreed", null, Instant.parse("2026-01-02T03:04:05Z"));
        for (Event event :
                List.of(
                        closed,
                        new OrgUnitChanged(1, OrgUnitChanged.Change.MOVED, 2L, 3L),
                        new OrgUnitChanged(1, OrgUnitChanged.Change.CLOSED, 2L, null),
                        new WorkHandedOver(1, 2, List.of(3L, 4L), "leaves"),
                        new NotificationRequested(
                                1, "ready", "text", List.of("a"), "p/x", true, "key"),
                        new ApprovalRequested(
                                "share",
                                "7",
                                1L,
                                "title",
                                List.of(new ApprovalFact("fact", "value")),
                                null,
                                ""),
                        new ApprovalWithdrawn("share", "7"),
                        new ApprovalDecided(
                                9,
                                "example",
                                "share",
                                "7",
                                ApprovalDecided.Outcome.EXPIRED,
                                null,
                                "",
                                Instant.parse("2026-01-02T03:04:05Z")))) {
            assertEquals(
                    event, EventCodec.decode(EventCodec.type(event), EventCodec.payload(event)));
        }
    }

    private Optional<ParkedEvent> parkedOf(long customer) {
        return people.as("auditor", "acme", () -> parked.list(100)).stream()
                .filter(event -> event.customerId() == customer)
                .findFirst();
    }

    private Session platform(String tenant) {
        return sessions.platform(people.session("supervisor", tenant).tenant().id());
    }

    private void publish(String tenant, long customer, long... tasks) {
        TenantRunner.run(
                platform(tenant),
                () ->
                        database.inTransaction(handle -> {
                            for (long task : tasks) {
                                outbox.publish(
                                        handle,
                                        new CallTaskClosed(
                                                customer, task, 1, "agreed", null, Instant.now()));
                            }
                            return true;
                        }));
    }
}
