package io.trunkline.pluginhost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Sessions;
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
    private static final int PLACES = 4;
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject PluginGateway gateway;
    @Inject Sessions sessions;

    @AfterEach
    void itIsWellAgain() throws Exception {
        mood("good");
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
        try (Connection connection = TestDatabase.shared().superuser();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        """
                                        SELECT count(*) FROM pg_stat_activity
                                         WHERE usename = 'trunkline_plugin_hostile' AND state = 'active'
                                        """)) {
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
