package io.trunkline.pluginhost;

import static io.trunkline.pluginhost.Acts.await;
import static io.trunkline.pluginhost.Acts.operator;
import static io.trunkline.pluginhost.Acts.sql;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.UnixOperatingSystemMXBean;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.tenancy.Sessions;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.plugin.Publisher;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whatever a generation took is free again once it ended: its classes, threads, connections and
/// file handles.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class UnloadingTest {

    private static final String GAMMA = "gamma";
    private static final int CYCLES = 25;
    private static final int WARMING_UP = 3;

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
        awaitClosed();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long files = files();
        int migrators = connections("trunkline_migrator");

        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int nth = 0; nth < CYCLES; nth++) {
            loaders.addAll(cycle());
        }

        assertEquals(2 * CYCLES, loaders.size());
        await(() -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.refersTo(null));
        });
        awaitClosed();
        await(() -> ManagementFactory.getThreadMXBean().getThreadCount() <= threads + 2);
        await(() -> files() <= files + 2);
        await(() -> connections("trunkline_migrator") <= migrators);
    }

    /// A generation ends beside the way.
    private static void awaitClosed() throws Exception {
        await(() -> {
            System.gc();
            return connections("trunkline_plugin_gamma%") == 0;
        });
    }

    private static long files() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getOpenFileDescriptorCount();
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

    /// @param role a pattern
    private static int connections(String role) throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser();
                var query =
                        connection.prepareStatement(
                                "SELECT count(*) FROM pg_stat_activity WHERE usename LIKE ?")) {
            query.setString(1, role);
            var rows = query.executeQuery();
            rows.next();
            return rows.getInt(1);
        }
    }
}
