package io.trunkline.pluginhost;

import static io.trunkline.pluginhost.Acts.await;
import static io.trunkline.pluginhost.Acts.operator;
import static io.trunkline.pluginhost.Acts.sql;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.pluginhost.PluginRollout.Reason;
import io.trunkline.pluginhost.PluginRollout.State;
import io.trunkline.pluginhost.PluginRollout.Step;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Sessions;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.plugin.Publisher;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A release takes another one's place among fifty tenants, by itself.
@QuarkusTest
@QuarkusTestResource(value = DatabaseTestResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(
        value = PluginZips.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = PluginZips.TENANTS, value = "50"),
            @ResourceArg(name = PluginZips.POLL, value = "500ms")
        })
class PluginRolloutsTest {

    private static final String GAMMA = "gamma";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> CANARIES = List.of(TestTenants.ACME, PluginZips.city(0));
    private static final RolloutRules PATIENT = new RolloutRules(3_600, 20, 2, 2);
    private static Publisher partner;

    @Inject PluginCatalogue catalogue;
    @Inject PluginRollouts rollouts;
    @Inject PluginHost host;
    @Inject PluginGateway gateway;
    @Inject Sessions sessions;

    @BeforeAll
    static void publisher() throws Exception {
        partner = Publisher.named("Example Partner");
        partner.publish(PluginZips.TRUSTED, "partner");
    }

    @BeforeEach
    void everyoneIsServedByTheFirst() throws Exception {
        sql("DELETE FROM trunkline.plugin_rollout");
        sql("DELETE FROM trunkline.plugin_wanted");
        sql("DELETE FROM trunkline.plugin_release");
        for (String release : List.of("gamma-1", "gamma-2", "gamma-3", "gamma-5")) {
            operator(() -> catalogue.install(partner.signed(PluginZips.release(release))));
        }
        operator(() -> {
            catalogue.use(GAMMA, "1.0.0");
            return true;
        });
        host.turn();
        assertEquals("1.0.0", version(TestTenants.GLOBEX));
    }

    @Test
    void aFaultOnTwoOfFiftyTenantsIsTakenBackAndNobodyElseNotices() throws Exception {
        try (Traffic traffic = new Traffic(everyoneBut(CANARIES))) {
            traffic.untilEveryoneWasServed();
            start("5.0.0", PATIENT, new Step(CANARIES, 0), percent(1), percent(100));
            Instant begun = Instant.now();
            AtomicInteger failed = new AtomicInteger();
            await(() -> {
                for (String canary : CANARIES) {
                    try {
                        version(canary);
                    } catch (PluginException planted) {
                        failed.incrementAndGet();
                    }
                }
                return latest().state() == State.TAKEN_BACK;
            });
            Duration took = Duration.between(begun, Instant.now());
            assertTrue(took.compareTo(SOON) < 0, took::toString);
            assertTrue(failed.get() >= 3, "the fault was met");
            for (String canary : CANARIES) {
                await(() -> "1.0.0".equals(version(canary)));
            }
            traffic.untilEveryoneWasServed();
            assertEquals(List.of(), traffic.failures());
            assertEquals(Set.of("1.0.0"), traffic.versions());
        }
        PluginRollout told = latest();
        assertEquals(Reason.Code.FAILURES, told.reason().code());
        assertEquals(2, told.tenants());
        assertEquals(told.fresh().calls(), told.fresh().failures());
        assertTrue(told.fresh().calls() >= 3, told::toString);
        assertTrue(told.old().calls() > 0, told::toString);
        assertEquals(0, told.old().failures());
        assertEquals("1.0.0", entry().version());
    }

    @Test
    void whatServesWellGoesOnToEveryone() throws Exception {
        try (Traffic traffic = new Traffic(everyoneBut(List.of()))) {
            start(
                    "2.0.0",
                    new RolloutRules(0, 5, 100, 1_000),
                    new Step(CANARIES, 0),
                    percent(1),
                    percent(10),
                    percent(100));
            await(() -> latest().state() == State.FINISHED);
            assertEquals(List.of(), traffic.failures());
        }
        assertEquals("2.0.0", entry().version());
        assertEquals(50, latest().tenants());
        for (String tenant : everyoneBut(List.of())) {
            assertEquals("2.0.0", version(tenant));
        }
        assertEquals(List.of("5", "50"), facts("plugin.roll-out.step", "tenants"));
        assertEquals(List.of("3", "4"), facts("plugin.roll-out.step", "step"));
    }

    @Test
    void anOperatorHoldsItMovesItOnAndTakesItBack() throws Exception {
        start("2.0.0", PATIENT, new Step(CANARIES, 0), percent(100));
        for (String canary : CANARIES) {
            await(() -> "2.0.0".equals(version(canary)));
        }
        assertEquals("1.0.0", version(TestTenants.GLOBEX));
        refused(PluginError.ROLLOUT_OPEN, () -> catalogue.use(GAMMA, "5.0.0"));
        refused(PluginError.ROLLOUT_OPEN, () -> catalogue.rollBack(GAMMA));
        refused(PluginError.ROLLOUT_OPEN, () -> catalogue.remove(GAMMA));
        refused(
                PluginError.ROLLOUT_OPEN,
                () -> rollouts.start(GAMMA, "5.0.0", List.of(percent(100)), PATIENT));

        assertEquals(State.PAUSED, operator(() -> rollouts.pause(GAMMA)).state());
        assertEquals(State.RUNNING, operator(() -> rollouts.resume(GAMMA)).state());
        assertEquals(50, operator(() -> rollouts.next(GAMMA)).tenants());
        await(() -> "2.0.0".equals(version(TestTenants.GLOBEX)));
        assertEquals("1.0.0", entry().version());

        PluginRollout back = operator(() -> rollouts.takeBack(GAMMA));
        assertEquals(State.TAKEN_BACK, back.state());
        assertEquals(new Reason(Reason.Code.OPERATOR, List.of("operator")), back.reason());
        await(() -> "1.0.0".equals(version(TestTenants.GLOBEX)));
        refused(PluginError.ROLLOUT_UNKNOWN, () -> rollouts.next(GAMMA));
        refused(PluginError.ROLLOUT_UNKNOWN, () -> rollouts.pause(GAMMA));
        refused(PluginError.ROLLOUT_UNKNOWN, () -> rollouts.takeBack(GAMMA));
    }

    @Test
    void whatANodeCannotBuildServesNobody() throws Exception {
        start("3.0.0", PATIENT, new Step(CANARIES, 0), percent(100));
        await(() -> latest().state() == State.TAKEN_BACK);
        Reason reason = latest().reason();
        assertEquals(Reason.Code.NODE, reason.code());
        assertTrue(reason.arguments().get(1).contains("there_is_no_such_type"), reason::toString);
        assertEquals("1.0.0", version(TestTenants.ACME));
        // The same again is judged anew.
        start("3.0.0", PATIENT, new Step(CANARIES, 0), percent(100));
        await(() -> latest().state() == State.TAKEN_BACK);
    }

    @Test
    void stepsLeadToEveryoneAndConcernWhoUsesIt() {
        for (List<Step> steps :
                List.of(
                        List.<Step>of(),
                        List.of(percent(10)),
                        List.of(percent(10), percent(10), percent(100)),
                        List.of(percent(100), new Step(CANARIES, 0)),
                        List.of(new Step(CANARIES, 5), percent(100)),
                        List.of(percent(101)))) {
            refused(
                    PluginError.ROLLOUT_STEPS,
                    () -> rollouts.start(GAMMA, "2.0.0", steps, PATIENT));
        }
        refused(
                PluginError.ROLLOUT_TENANT,
                () ->
                        rollouts.start(
                                GAMMA,
                                "2.0.0",
                                List.of(new Step(List.of("nobody"), 0), percent(100)),
                                PATIENT));
        refused(
                PluginError.RELEASE_UNKNOWN,
                () -> rollouts.start(GAMMA, "9.9.9", List.of(percent(100)), PATIENT));
        refused(
                PluginError.ROLLOUT_POINTLESS,
                () -> rollouts.start(GAMMA, "1.0.0", List.of(percent(100)), PATIENT));
        assertFalse(
                operator(() -> rollouts.of(GAMMA)).stream().anyMatch(one -> one.endedAt() == null));
    }

    /// Everyone's agents at work: each tenant is called again and again.
    private final class Traffic implements AutoCloseable {

        private final AtomicBoolean over = new AtomicBoolean();
        private final Set<String> versions = ConcurrentHashMap.newKeySet();
        private final Map<String, Integer> calls = new ConcurrentHashMap<>();
        private final List<String> failures = new CopyOnWriteArrayList<>();
        private final List<Future<?>> running = new ArrayList<>();
        private final List<String> tenants;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        Traffic(List<String> tenants) {
            this.tenants = tenants;
            for (int nth = 0; nth < 4; nth++) {
                int first = nth;
                running.add(threads.submit(() -> work(first)));
            }
        }

        private void work(int first) {
            for (int nth = first; !over.get(); nth += 4) {
                String tenant = tenants.get(nth % tenants.size());
                try {
                    versions.add(version(tenant));
                    calls.merge(tenant, 1, Integer::sum);
                } catch (RuntimeException failure) {
                    failures.add(tenant + " " + failure);
                }
            }
        }

        void untilEveryoneWasServed() throws Exception {
            Map<String, Integer> before = Map.copyOf(calls);
            await(() ->
                    tenants.stream()
                            .allMatch(tenant ->
                                    calls.getOrDefault(tenant, 0)
                                            > before.getOrDefault(tenant, 0)));
        }

        Set<String> versions() {
            return Set.copyOf(versions);
        }

        List<String> failures() {
            return List.copyOf(failures);
        }

        @Override
        public void close() throws Exception {
            over.set(true);
            for (Future<?> one : running) {
                one.get();
            }
            threads.close();
        }
    }

    private static List<String> everyoneBut(List<String> others) {
        List<String> tenants = new ArrayList<>(TestTenants.BOTH);
        for (int nth = 0; nth < 48; nth++) {
            tenants.add(PluginZips.city(nth));
        }
        tenants.removeAll(others);
        return tenants;
    }

    private void start(String version, RolloutRules rules, Step... steps) {
        operator(() -> rollouts.start(GAMMA, version, List.of(steps), rules));
    }

    private static Step percent(int percent) {
        return new Step(List.of(), percent);
    }

    private PluginRollout latest() {
        return operator(() -> rollouts.of(GAMMA)).getFirst();
    }

    private PluginCatalogue.Entry entry() {
        return operator(catalogue::all).stream()
                .filter(entry -> entry.pluginId().equals(GAMMA))
                .findFirst()
                .orElseThrow();
    }

    private String version(String tenant) {
        return new Caller(gateway, sessions, tenant, Set.of("gamma.use"))
                .get(GAMMA, "/said")
                .path("version")
                .asText();
    }

    /// What the audit tells of the latest rollout, in order.
    private static List<String> facts(String action, String name) throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser();
                var query =
                        connection.prepareStatement(
                                """
                                SELECT after ->> ? FROM trunkline.operator_audit_entry
                                 WHERE action = ? AND id > (SELECT max(id) FROM trunkline.operator_audit_entry
                                                             WHERE action = 'plugin.roll-out')
                                 ORDER BY id
                                """)) {
            query.setString(1, name);
            query.setString(2, action);
            var rows = query.executeQuery();
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private void refused(PluginError code, Runnable act) {
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () ->
                                operator(() -> {
                                    act.run();
                                    return true;
                                }));
        assertEquals(code, refused.code(), refused::toString);
    }
}
