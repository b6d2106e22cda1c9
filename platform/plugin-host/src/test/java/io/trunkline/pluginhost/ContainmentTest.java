package io.trunkline.pluginhost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
import io.trunkline.tenancy.module.Modules;
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
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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
    @Inject PluginModules modules;
    @Inject Modules kept;

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

    /// The handler is not entered yet, or has ended.
    @ParameterizedTest
    @ValueSource(strings = {"/read", "/show"})
    void aRecordThatDoesNotEndCostsItsCallersAnAnswer(String path) throws Exception {
        Callable<String> call =
                () -> {
                    try {
                        Caller caller = hostile(TestTenants.ACME);
                        return (path.equals("/read")
                                        ? caller.post("hostile", path, "{\"value\": \"spins\"}")
                                        : caller.get("hostile", path))
                                .path("value")
                                .asText();
                    } catch (PluginException refused) {
                        return refused.code().name();
                    }
                };
        assertEquals("UNAVAILABLE", apart(call).get(10, TimeUnit.SECONDS));
        assertEquals(1, stuck());
        assertEquals(SERVED, call(TestTenants.GLOBEX));
        assertEquals(
                "read",
                hostile(TestTenants.ACME)
                        .post("hostile", "/read", "{\"value\": \"read\"}")
                        .path("value")
                        .asText());
        for (int nth = 1; nth < PluginZips.MOST_STUCK; nth++) {
            assertEquals("UNAVAILABLE", apart(call).get(10, TimeUnit.SECONDS));
        }
        assertEquals(PluginZips.MOST_STUCK, stuck());
        assertEquals("UNAVAILABLE", apart(call).get(1, TimeUnit.SECONDS));
    }

    /// A setting whose own check does not end, by who sets it and who reads what is set.
    @Test
    void aSettingsCheckThatDoesNotEndCostsItsCallersAnAnswer() throws Exception {
        Map<String, JsonNode> chosen = Map.of("own", TextNode.valueOf("liked"));
        set(chosen);
        try {
            mood("spins-on-checks");
            assertEquals("UNAVAILABLE", apart(() -> code(chosen)).get(10, TimeUnit.SECONDS));
            assertEquals(1, stuck());
            assertTrue(apart(this::hostileModule).get(10, TimeUnit.SECONDS).enabled());
            assertEquals(2, stuck());
            assertEquals(SERVED, call(TestTenants.GLOBEX));
            // The SPI's own checks need nothing of the plugin.
            assertEquals("SETTING_NUMBER", code(Map.of("number", IntNode.valueOf(10))));

            mood("sleeps-on-checks");
            assertEquals("UNAVAILABLE", apart(() -> code(chosen)).get(10, TimeUnit.SECONDS));
            assertEquals(2, stuck());

            mood("fails-on-checks");
            assertEquals("SETTING_INVALID", code(chosen));
            assertFalse(own().valid());
            mood("good");
            assertEquals("SETTING_INVALID", code(Map.of("own", TextNode.valueOf("disliked"))));
            assertEquals("liked", own().chosen());
            // In the plugin's words for the caller.
            assertTrue(Set.of("随它的意", "as it likes").contains(own().expected()));
            assertTrue(own().valid());
        } finally {
            letGo(true);
            mood("good");
            set(Map.of());
        }
    }

    private void set(Map<String, JsonNode> values) {
        administrator(() -> modules.set("hostile", hostileModule().revision(), values));
    }

    private String code(Map<String, JsonNode> values) {
        int revision = administrator(() -> kept.find("hostile").version());
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () -> administrator(() -> modules.set("hostile", revision, values)));
        return refused.code().name();
    }

    private PluginModule hostileModule() {
        return administrator(() ->
                modules.all().stream()
                        .filter(one -> one.pluginId().equals("hostile"))
                        .findFirst()
                        .orElseThrow());
    }

    private PluginModule.Value own() {
        return hostileModule().settings().stream()
                .filter(value -> value.key().equals("own"))
                .findFirst()
                .orElseThrow();
    }

    private <T> T administrator(Supplier<T> step) {
        Caller caller = new Caller(gateway, sessions, TestTenants.ACME, Set.of("tenant.settings"));
        return TenantRunner.call(caller.session(), step::get);
    }

    /// On a thread that the test can do without.
    private static <T> Future<T> apart(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread.ofPlatform().daemon().start(task);
        return task;
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
            return Scripts.run(hostile(tenant), sql);
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
