package io.trunkline.pluginhost;

import static io.trunkline.pluginhost.Acts.await;
import static io.trunkline.pluginhost.Acts.operator;
import static io.trunkline.pluginhost.Acts.sql;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.tenancy.Sessions;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.plugin.Publisher;
import jakarta.inject.Inject;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// People work with a plugin while it is upgraded, tables included. How long they wait is the
/// benchmark's matter (`./trunkline bench upgrade`).
@QuarkusTest
@QuarkusTestResource(value = DatabaseTestResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(
        value = PluginZips.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = PluginZips.USUAL_LIMITS, value = "true"))
class UpgradeUnderLoadTest {

    private static final String ZETA = "zeta";
    private static final int CLIENTS = 16;
    private static final int UPGRADES = 3;
    private static final int ROWS = 50_000;
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofMillis(5);

    @Inject PluginCatalogue catalogue;
    @Inject PluginHost host;
    @Inject PluginGateway gateway;
    @Inject Sessions sessions;
    @Inject PluginsConfig config;

    @Test
    void upgradesOfALargeTableFailNoCallAndNeitherLoseNorDoubleAWrite() throws Exception {
        assertEquals(Duration.ofSeconds(5), config.poolWait(), "the limits of other tests hold");
        Publisher partner = Publisher.named("Example Partner");
        partner.publish(PluginZips.TRUSTED, "partner");
        for (int upgrades = 0; upgrades <= UPGRADES; upgrades++) {
            Path release = partner.signed(grown(upgrades));
            operator(() -> catalogue.install(release));
        }
        use("1.0.0");
        sql(
                """
                INSERT INTO plugin_zeta.entry
                SELECT t.id, n, -1, n FROM trunkline.tenant t, generate_series(1, %d) n
                 WHERE t.key IN ('%s')
                """
                        .formatted(ROWS, String.join("', '", TestTenants.BOTH)));

        AtomicBoolean ended = new AtomicBoolean();
        List<Set<Long>> acknowledged = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Set<Long>>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                clients.add(threads.submit(() -> work(number, ended)));
            }
            try {
                for (int upgrade = 1; upgrade <= UPGRADES; upgrade++) {
                    Thread.sleep(QUIET);
                    use("1.0." + upgrade);
                }
                Thread.sleep(QUIET);
            } finally {
                ended.set(true);
            }
            for (Future<Set<Long>> client : clients) {
                // Throws where a call failed.
                acknowledged.add(client.get());
            }
        }

        Map<Integer, Set<Long>> kept = keptOnce();
        for (int client = 0; client < CLIENTS; client++) {
            assertTrue(acknowledged.get(client).size() > UPGRADES, "it never came to work");
            assertEquals(acknowledged.get(client), kept.get(client));
        }
        assertEquals(UPGRADES, usableIndexes());
    }

    /// Writes and looks for what it wrote, in turn, until it is ended.
    ///
    /// @return what it was told is kept
    private Set<Long> work(int client, AtomicBoolean ended) throws InterruptedException {
        Set<Long> acknowledged = new HashSet<>();
        String tenant = TestTenants.BOTH.get(client % TestTenants.BOTH.size());
        Caller caller = new Caller(gateway, sessions, tenant, Set.of("zeta.use"));
        for (long number = 1; !ended.get(); number++) {
            caller.post(
                    ZETA, "/entries", "{\"client\":%d,\"number\":%d}".formatted(client, number));
            acknowledged.add(number);
            int times = caller.get(ZETA, "/entries/" + client + "/" + number).path("times").asInt();
            assertEquals(1, times);
            Thread.sleep(PAUSE);
        }
        return acknowledged;
    }

    private void use(String version) throws Exception {
        operator(() -> {
            catalogue.use(ZETA, version);
            return true;
        });
        Caller caller = new Caller(gateway, sessions, TestTenants.ACME, Set.of("zeta.use"));
        await(() -> {
            host.turn();
            return caller.get(ZETA, "/entries/0/0").path("version").asText().equals(version);
        });
    }

    /// A release whose table has grown this many times, by a column and by an index.
    private static Path grown(int upgrades) throws Exception {
        Path zip = PluginZips.release(ZETA);
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            Path manifest = files.getPath("plugin.properties");
            Files.writeString(
                    manifest, Files.readString(manifest).replace("1.0.0", "1.0." + upgrades));
            Path folder = files.getPath("classes/db");
            StringBuilder changelog =
                    new StringBuilder(Files.readString(folder.resolve("changelog.yaml")));
            for (int n = 1; n <= upgrades; n++) {
                String file = "000%d-more.sql".formatted(n + 1);
                changelog.append(
                        "  - include: {file: %s, relativeToChangelogFile: true}\n".formatted(file));
                Files.writeString(
                        folder.resolve(file),
                        """
                        --liquibase formatted sql

                        --changeset zeta:column-%1$d
                        ALTER TABLE entry ADD COLUMN more_%1$d bigint;

                        --changeset zeta:index-%1$d runInTransaction:false
                        CREATE INDEX CONCURRENTLY entry_more_%1$d ON entry (tenant_id, more_%1$d);
                        """
                                .formatted(n));
            }
            Files.writeString(folder.resolve("changelog.yaml"), changelog);
        }
        return zip;
    }

    /// By client, the numbers that are there; none may be twice.
    private static Map<Integer, Set<Long>> keptOnce() throws SQLException {
        Map<Integer, Set<Long>> kept = new HashMap<>();
        try (Connection connection = TestDatabase.shared().superuser();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        """
                                        SELECT client, number, count(*) FROM plugin_zeta.entry
                                         WHERE client >= 0 GROUP BY client, number
                                        """)) {
            while (rows.next()) {
                assertEquals(1, rows.getInt(3), "number " + rows.getLong(2));
                kept.computeIfAbsent(rows.getInt(1), none -> new HashSet<>()).add(rows.getLong(2));
            }
        }
        return kept;
    }

    private static int usableIndexes() throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        """
                                        SELECT count(*) FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
                                         WHERE c.relnamespace = 'plugin_zeta'::regnamespace
                                           AND c.relname LIKE 'entry_more_%' AND x.indisvalid
                                        """)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
