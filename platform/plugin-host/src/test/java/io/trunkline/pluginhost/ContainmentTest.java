package io.trunkline.pluginhost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.event.Outbox;
import io.trunkline.pluginhost.internal.convergence.Convergence;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.spi.CustomerChanged;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.operator.OperatorSession;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A plugin that fails, breaks or is slow for one tenant costs nobody else.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class ContainmentTest {

    private static final String SERVED = "served";
    private static final AtomicInteger CUSTOMER = new AtomicInteger(8_000_000);
    private static final String LET_GO = "hostile.let-go";
    private static final int PLACES = 4;
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject PluginGateway gateway;
    @Inject Sessions sessions;
    @Inject PluginCatalogue catalogue;
    @Inject Generations generations;
    @Inject PluginHost host;
    @Inject Convergence convergence;
    @Inject MeterRegistry registry;
    @Inject TenantDatabase database;
    @Inject Outbox outbox;

    @AfterEach
    void itIsWellAgain() throws Exception {
        letGo(true);
        await(() -> stuck() == 0);
        mood("good");
        letGo(false);
        await(() -> SERVED.equals(call(TestTenants.ACME)));
        for (int nth = 0; nth < 60; nth++) {
            assertEquals(SERVED, call(TestTenants.ACME));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fails", "breaks", "overflows"})
    void whatFailsForATenantIsTrippedForItAlone(String mood) throws Exception {
        mood(mood);
        List<String> answers = new ArrayList<>();
        for (int nth = 0; nth < 60; nth++) {
            answers.add(call(TestTenants.ACME));
        }
        long failed = answers.stream().filter("INTERNAL"::equals).count();
        assertTrue(failed >= 20 && failed < 50, answers::toString);
        assertEquals("UNAVAILABLE", answers.getLast());
        int entered = entered();
        assertEquals("UNAVAILABLE", call(TestTenants.ACME));
        assertEquals(entered, entered(), "nobody is let in");

        mood("good");
        assertEquals(SERVED, call(TestTenants.GLOBEX));
        assertEquals(
                "7",
                new Caller(gateway, sessions, TestTenants.GLOBEX, Set.of("alpha.use"))
                        .text("/most"));
        await(() -> SERVED.equals(call(TestTenants.ACME)));
    }

    @Test
    void whatIsSlowTakesNoMoreThanItsPlaces() throws Exception {
        mood("sleeps");
        int before = entered();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> calls = new ArrayList<>();
            for (int nth = 0; nth < 12; nth++) {
                calls.add(threads.submit(() -> call(TestTenants.ACME)));
            }
            await(() -> entered() >= before + PLACES);
            mood("good");
            assertEquals(SERVED, call(TestTenants.GLOBEX));
            for (Future<String> one : calls) {
                assertEquals("UNAVAILABLE", one.get());
            }
        }
        // The others waited for a place, and were told before one was free.
        assertEquals(before + PLACES + 1, entered());
    }

    @Test
    void whoHoldsAllConnectionsHoldsHerOwn() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> holding = new ArrayList<>();
            for (int nth = 0; nth < PLACES; nth++) {
                holding.add(threads.submit(() -> run(TestTenants.ACME, "SELECT pg_sleep(60)")));
            }
            await(() -> connections() == PLACES);
            assertEquals("UNAVAILABLE", run(TestTenants.GLOBEX, "SELECT 1"));
            assertEquals(
                    "1",
                    new Caller(gateway, sessions, TestTenants.ACME, Set.of("alpha.use"))
                            .text("/query", "sql", "SELECT 1"));
            for (Future<String> one : holding) {
                one.get();
            }
            assertEquals("1", run(TestTenants.GLOBEX, "SELECT 1"));
        }
    }

    /// Its callers go without an answer, and from some number on it is called no more, for anybody,
    /// until one of the calls ends. Whoever does not need it goes on.
    @Test
    void whatIgnoresItsInterruptionTakesSomeThreadsAndThenNone() throws Exception {
        mood("spins");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> calls = new ArrayList<>();
            for (int nth = 0; nth < PluginZips.MOST_STUCK; nth++) {
                calls.add(threads.submit(() -> call(TestTenants.ACME)));
            }
            for (Future<String> one : calls) {
                assertEquals("UNAVAILABLE", one.get(20, TimeUnit.SECONDS));
            }
            assertEquals(PluginZips.MOST_STUCK, stuck());
            for (String tenant : TestTenants.BOTH) {
                long began = System.nanoTime();
                assertEquals("UNAVAILABLE", call(tenant));
                assertTrue(System.nanoTime() - began < Duration.ofSeconds(1).toNanos());
            }
            assertEquals(PluginZips.MOST_STUCK, stuck(), "nobody is let in");
            for (int nth = 0; nth < 50; nth++) {
                Future<String> other =
                        threads.submit(() ->
                                new Caller(gateway, sessions, TestTenants.ACME, Set.of("alpha.use"))
                                        .text("/most"));
                assertEquals("3", other.get(10, TimeUnit.SECONDS));
            }
            convergence.bring();
            NodeReport told = report();
            assertTrue(told.halted());
            assertEquals(PluginZips.MOST_STUCK, told.stuck());
            assertTrue(
                    host.states().stream()
                            .anyMatch(one -> one.pluginId().equals("hostile") && one.halted()));
        }
        letGo(true);
        await(() -> stuck() == 0);
        assertEquals(SERVED, call(TestTenants.GLOBEX));
        convergence.bring();
        assertFalse(report().halted());
    }

    /// The tenant's other events go on, and the node's other tenants'.
    @ParameterizedTest
    @ValueSource(strings = {"spins-on-events", "overflows-on-events"})
    void aListenerThatDoesNotEndHoldsUpNobodyElse(String mood) throws Exception {
        mood(mood);
        for (String tenant : TestTenants.BOTH) {
            for (int nth = 0; nth < 3; nth++) {
                long customer = CUSTOMER.incrementAndGet();
                publish(tenant, customer);
                await(() -> heard(customer) == 1);
            }
        }
        assertTrue(stuck() <= PluginZips.MOST_STUCK);
    }

    /// They wait for it, and are not given up.
    @Test
    void eventsOfAPluginThatIsCalledNoMoreAreKept() throws Exception {
        mood("spins-on-events");
        for (int nth = 0; nth < PluginZips.MOST_STUCK; nth++) {
            publish(TestTenants.ACME, CUSTOMER.incrementAndGet());
        }
        await(() -> stuck() == PluginZips.MOST_STUCK);
        publish(TestTenants.GLOBEX, CUSTOMER.incrementAndGet());
        await(() -> open("HELD") == PluginZips.MOST_STUCK + 1);
        assertEquals(0, open("PARKED"));
        letGo(true);
        await(() -> open("HELD") + open("WAITING") == 0);
        assertEquals(0, open("PARKED"));
    }

    private static int open(String state) throws SQLException {
        return number(
                """
                SELECT count(*) FROM trunkline.event_delivery
                 WHERE subscriber_id = 'hostile' AND state = '%s'
                """
                        .formatted(state));
    }

    @Test
    void aPageThatIsBuiltWithoutEndCountsAsStuck() throws Exception {
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            Future<Boolean> page =
                    threads.submit(() ->
                            TenantRunner.call(
                                    hostile(TestTenants.ACME).session(),
                                    () ->
                                            gateway.callUi(
                                                    new PluginGateway.UiEntry(
                                                            generations
                                                                    .any("hostile")
                                                                    .orElseThrow(),
                                                            this),
                                                    null,
                                                    session -> {
                                                        while (!Boolean.getBoolean(LET_GO)) {
                                                            Thread.onSpinWait();
                                                        }
                                                        return true;
                                                    })));
            await(() -> stuck() == 1);
            assertEquals(SERVED, call(TestTenants.ACME));
            letGo(true);
            assertTrue(page.get(10, TimeUnit.SECONDS));
            assertEquals(0, stuck());
        }
    }

    /// Nobody closes it: who watches notices.
    @Test
    void aListenerWithoutEndCountsAsStuckWhileItLasts() throws Exception {
        PluginGateway.UiEntry entry =
                new PluginGateway.UiEntry(generations.any("hostile").orElseThrow(), this);
        AtomicBoolean lasts = new AtomicBoolean(true);
        for (int nth = 0; nth < PluginZips.MOST_STUCK; nth++) {
            gateway.listening(entry, lasts::get);
        }
        gateway.listening(entry, () -> false);
        await(() -> stuck() == PluginZips.MOST_STUCK);
        assertEquals("UNAVAILABLE", call(TestTenants.ACME));
        lasts.set(false);
        await(() -> stuck() == 0);
        assertEquals(SERVED, call(TestTenants.ACME));
    }

    private void publish(String tenant, long customer) {
        TenantRunner.call(
                hostile(tenant).session(),
                () ->
                        database.inTransaction(handle -> {
                            outbox.publish(handle, new CustomerChanged(customer, true));
                            return true;
                        }));
    }

    private static int heard(long customer) throws SQLException {
        return number(
                "SELECT count(*) FROM plugin_alpha.thing WHERE name = 'heard " + customer + "'");
    }

    private int stuck() {
        return (int)
                registry.get("trunkline.plugin.stuck").tag("plugin", "hostile").gauge().value();
    }

    private static void letGo(boolean now) {
        System.setProperty(LET_GO, Boolean.toString(now));
    }

    private NodeReport report() {
        return OperatorRunner.call(new OperatorSession("operator"), catalogue::all).stream()
                .filter(entry -> entry.pluginId().equals("hostile"))
                .findFirst()
                .orElseThrow()
                .nodes()
                .getFirst();
    }

    private String run(String tenant, String sql) {
        try {
            return hostile(tenant)
                    .post("hostile", "/run", "{\"statements\": [\"" + sql + "\"]}")
                    .path("value")
                    .asText();
        } catch (PluginException refused) {
            return refused.code().name();
        }
    }

    /// Of the plugin, at work.
    private static int connections() throws SQLException {
        return number(
                """
                SELECT count(*) FROM pg_stat_activity
                 WHERE usename = 'trunkline_plugin_hostile' AND state = 'active'
                """);
    }

    private static int number(String query) throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser();
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /// What a plugin says no to is no failure.
    @Test
    void refusalsTripNothing() {
        Caller caller = new Caller(gateway, sessions, TestTenants.ACME, Set.of("alpha.use"));
        for (int nth = 0; nth < 60; nth++) {
            assertEquals(
                    StandardErrorCode.NOT_FOUND,
                    caller.refused("alpha", "GET", "/things/1", "").code());
        }
        assertEquals("3", caller.text("/most"));
    }

    private void mood(String mood) {
        hostile(TestTenants.GLOBEX).get("hostile", "/mood", Map.of("is", mood));
    }

    private int entered() {
        return hostile(TestTenants.GLOBEX).get("hostile", "/entered").path("value").asInt();
    }

    /// What it answers, or the code of the refusal.
    private String call(String tenant) {
        try {
            return hostile(tenant).get("hostile", "/call").path("value").asText();
        } catch (PluginException refused) {
            return refused.code().name();
        }
    }

    private Caller hostile(String tenant) {
        return new Caller(gateway, sessions, tenant, Set.of("hostile.use"));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(SOON);
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), "in vain");
            Thread.sleep(50);
        }
    }
}
