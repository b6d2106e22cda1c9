package io.trunkline.pluginhost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.operator.OperatorSession;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.plugin.Publisher;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// Whatever a generation took is free again once it ended: its classes, threads and connections.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class UnloadingTest {

    private static final String GAMMA = "gamma";
    private static final int CYCLES = 25;
    private static final int WARMING_UP = 3;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject PluginCatalogue catalogue;
    @Inject PluginHost host;
    @Inject PluginGateway gateway;
    @Inject Generations generations;
    @Inject Sessions sessions;

    @Test
    void nothingStaysOfGenerationsThatEnded() throws Exception {
        Publisher partner = Publisher.named("Example Partner");
        partner.publish(PluginZips.TRUSTED, "partner");
        sql("DELETE FROM trunkline.plugin_wanted");
        sql("DELETE FROM trunkline.plugin_release");
        for (String release : List.of("gamma-1", "gamma-2")) {
            operator(() -> catalogue.install(partner.signed(PluginZips.release(release))));
        }
        for (int nth = 0; nth < WARMING_UP; nth++) {
            cycle();
        }
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();

        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int nth = 0; nth < CYCLES; nth++) {
            loaders.addAll(cycle());
        }

        assertEquals(2 * CYCLES, loaders.size());
        await(() -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.refersTo(null));
        });
        await(() -> connections() == 0);
        await(() -> ManagementFactory.getThreadMXBean().getThreadCount() <= threads + 2);
    }

    /// One release takes the other's place, then the plugin is removed.
    private List<WeakReference<ClassLoader>> cycle() {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (String version : List.of("1.0.0", "2.0.0")) {
            operator(() -> {
                catalogue.use(GAMMA, version);
                return true;
            });
            host.turn();
            assertEquals(
                    version,
                    new Caller(gateway, sessions, TestTenants.ACME, Set.of("gamma.use"))
                            .get(GAMMA, "/said")
                            .path("version")
                            .asText());
            Generation generation = generations.any(GAMMA).orElseThrow();
            loaders.add(
                    new WeakReference<>(generation.declared().entry().getClass().getClassLoader()));
        }
        operator(() -> {
            catalogue.remove(GAMMA);
            return true;
        });
        host.turn();
        return loaders;
    }

    private static int connections() throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "SELECT count(*) FROM pg_stat_activity WHERE usename ="
                                                + " 'trunkline_plugin_gamma'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(SOON);
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), "in vain");
            Thread.sleep(200);
        }
    }

    private static <T> T operator(Callable<T> act) {
        return OperatorRunner.call(
                new OperatorSession("operator"),
                () -> {
                    try {
                        return act.call();
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser()) {
            connection.createStatement().execute(statement);
        }
    }
}
