package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A node is killed in the middle of an upgrade, each time while something holds it at a known
/// point of it; then it starts again. The stack's own server does not trust the publisher: it keeps
/// out of the way and serves what came with it.
class PluginCrashIT {
    private static final String ROLES =
            "SELECT pg_advisory_xact_lock(hashtextextended('trunkline roles trunkline_plugin_example', 0))";

    private static Publisher partner;
    private static PluginCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        partner = Publisher.fresh(Files.createTempDirectory("release"), "Crash Partner");
        cluster = PluginCluster.start("crash-node");
        partner.trust(cluster.node().trusted());
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @BeforeEach
    void runs() {
        if (!cluster.node().isRunning()) {
            cluster.node().start();
        }
    }

    @AfterEach
    void asItCame() {
        runs();
        askFor(PluginCluster.BUNDLED);
        cluster.awaitRuns(PluginCluster.BUNDLED);
    }

    @Test
    void whileAReleaseIsUploaded() throws Exception {
        var release = PartnerRelease.grown(partner, "1.0.1");
        var zip = Files.readAllBytes(release.zip());
        try (var socket =
                new Socket(cluster.node().url().getHost(), cluster.node().url().getPort())) {
            var head =
                    """
                    POST /api/v1/operator/plugins/releases HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Content-Type: multipart/form-data; boundary=half\r
                    Content-Length: %d\r
                    \r
                    --half\r
                    Content-Disposition: form-data; name="file"; filename="half.zip"\r
                    Content-Type: application/zip\r
                    \r
                    """
                            .formatted(cluster.operatorToken(), zip.length + 1_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(Arrays.copyOf(zip, zip.length / 2));
            socket.getOutputStream().flush();
            socket.setSoTimeout(500);
            assertThrows(
                    java.net.SocketTimeoutException.class, () -> socket.getInputStream().read());
            cluster.node().kill();
        }
        cluster.node().start();
        assertEquals(List.of(), releases("1.0.1"));
        cluster.assertBundled();
        cluster.install(release);
        assertEquals(List.of("1.0.1"), releases("1.0.1"));
        askFor("1.0.1");
        cluster.assertGrown(new GrownRelease("1.0.1"));
    }

    @Test
    void beforeWhatIsWantedIsCommitted() throws Exception {
        installed("1.0.2");
        try (var hold = hold("LOCK TABLE trunkline.plugin_wanted IN SHARE MODE")) {
            var asked = CompletableFuture.runAsync(() -> askFor("1.0.2"));
            hold.awaitWaiting("INSERT INTO trunkline.plugin_wanted");
            cluster.node().kill();
            assertThrows(ExecutionException.class, asked::get);
        }
        cluster.node().start();
        cluster.assertBundled();
        askFor("1.0.2");
        cluster.assertGrown(new GrownRelease("1.0.2"));
    }

    @Test
    void afterWhatIsWantedWasCommitted() throws Exception {
        installed("1.0.3");
        try (var hold = hold(ROLES)) {
            askFor("1.0.3");
            hold.awaitWaiting("pg_advisory_lock");
            cluster.assertBundled();
            assertEquals(0, cluster.changeSets(new GrownRelease("1.0.3")));
            cluster.node().kill();
        }
        cluster.node().start();
        cluster.assertGrown(new GrownRelease("1.0.3"));
    }

    @Test
    void whileItsMigrationsAreTriedOut() throws Exception {
        var release = installed("1.0.11");
        try (var hold = Hold.ofOldRows(cluster.stack())) {
            askFor("1.0.11");
            var waiting = hold.awaitWaiting("CREATE INDEX CONCURRENTLY");
            assertEquals(List.of("trial_example"), trials());
            cluster.node().kill();
            hold.awaitGone(waiting);
            assertEquals(0, cluster.changeSets(release));
        }
        cluster.node().start();
        cluster.assertGrown(release);
        assertEquals(List.of(), trials());
    }

    private static List<String> trials() throws SQLException {
        return cluster.texts("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'trial%'");
    }

    /// The node starts while its tables are still held: nobody waits for it, but for this plugin.
    @Test
    void whileTheFirstChangeSetWaits() throws Exception {
        var release = installed("1.0.4");
        try (var hold = hold("LOCK TABLE plugin_example.allowance IN ACCESS SHARE MODE")) {
            askFor("1.0.4");
            var waiting = hold.awaitWaiting("ALTER TABLE allowance");
            cluster.assertBundled();
            cluster.node().kill();
            assertEquals(
                    List.of("t"),
                    cluster.texts("SELECT locked FROM plugin_example.databasechangeloglock"),
                    "what Liquibase calls a lock is left behind");
            hold.awaitGone(waiting);

            cluster.node().start();
            assertEquals("UP", cluster.node().readiness().path("status").asText());
            assertEquals("does not serve", cluster.node().servedByReadiness("example"));
            assertTrue(cluster.report().path("reason").isNull(), "it is being built");
            assertTrue(cluster.report().path("version").isNull());
            try (var supervisor = cluster.supervisor("zhengzhou")) {
                assertFalse(supervisor.get("/customers").path("items").isEmpty());
            }
            assertEquals(0, cluster.changeSets(release));
        }
        cluster.assertGrown(release);
    }

    @Test
    void whileAnIndexWaitsForWhoWrites() throws Exception {
        var release = installed("1.0.5");
        try (var hold = hold("LOCK TABLE plugin_example.favourite IN ROW EXCLUSIVE MODE")) {
            askFor("1.0.5");
            killedInTheIndex(release, hold);
        }
        cluster.node().start();
        cluster.assertGrown(release);
    }

    /// First for who writes, so that what is tried out beforehand does not wait already.
    @Test
    void whileAnIndexWaitsForWhoReads() throws Exception {
        var release = installed("1.0.6");
        try (var writes = hold("LOCK TABLE plugin_example.favourite IN ROW EXCLUSIVE MODE")) {
            askFor("1.0.6");
            writes.awaitWaiting("CREATE INDEX CONCURRENTLY");
            try (var reads = Hold.ofOldRows(cluster.stack())) {
                writes.close();
                killedInTheIndex(release, reads);
            }
        }
        cluster.node().start();
        cluster.assertGrown(release);
    }

    private static void killedInTheIndex(GrownRelease release, Hold hold) throws SQLException {
        var waiting = hold.awaitWaiting("CREATE INDEX CONCURRENTLY");
        cluster.assertBundled();
        cluster.node().kill();
        hold.awaitGone(waiting);
        assertEquals(1, cluster.changeSets(release));
        assertEquals(
                List.of("f"),
                cluster.texts(
                        "SELECT indisvalid FROM pg_index WHERE indexrelid = 'plugin_example.favourite_"
                                + release.suffix()
                                + "'::regclass"),
                "an index is left behind that is not finished");
    }

    @Test
    void whileRowsAreFilledIn() throws Exception {
        var release = installed("1.0.7");
        try (var hold = hold("LOCK TABLE plugin_example.favourite IN ACCESS SHARE MODE")) {
            askFor("1.0.7");
            var waiting = hold.awaitWaiting("ALTER TABLE favourite");
            assertEquals(2, cluster.changeSets(release));
            cluster.node().kill();
            hold.awaitGone(waiting);
            assertEquals(
                    List.of(),
                    cluster.texts("SELECT relname FROM pg_class WHERE relname = 'palette_1_0_7'"));
        }
        cluster.node().start();
        cluster.assertGrown(release);
    }

    @Test
    void whileACallIsInsideTheReleaseBefore() throws Exception {
        var release = migrated("1.0.8");
        var company = "zhengzhou";
        var customer = cluster.customers().get(company);
        try (var hold =
                hold(
                        "SELECT FROM plugin_example.favourite WHERE customer_id = "
                                + customer
                                + " FOR UPDATE")) {
            var call =
                    CompletableFuture.runAsync(() -> mark(company, customer, "written too late"));
            hold.awaitWaiting("INSERT INTO favourite");
            askFor("1.0.8");
            cluster.assertGrown(release);
            assertFalse(call.isDone(), "the call goes on where it began");
            cluster.node().kill();
            assertThrows(ExecutionException.class, call::get);
        }
        cluster.node().start();
        cluster.assertGrown(release);
        mark(company, customer, PluginCluster.note(company));
        cluster.assertGrown(release);
    }

    @Test
    void whileARollBackIsUnderWay() throws Exception {
        var release = migrated("1.0.9");
        askFor("1.0.9");
        cluster.assertGrown(release);
        try (var hold = hold(ROLES)) {
            try (var operator = cluster.operator()) {
                PluginCluster.rollBack(operator);
            }
            hold.awaitWaiting("pg_advisory_lock");
            cluster.assertGrown(release);
            cluster.node().kill();
        }
        cluster.node().start();
        cluster.assertBundled();
        askFor("1.0.9");
        cluster.assertGrown(release);
    }

    @Test
    void whileOneCompanyOfTwoIsServedByTheRelease() throws Exception {
        var release = installed("1.0.10");
        // Else it would take the release back, because one node cannot build it.
        partner.trust(cluster.stack().home().trusted());
        var rollouts = "/operator/plugins/example/rollouts";
        try {
            try (var operator = cluster.operator()) {
                operator.post(
                        rollouts,
                        Map.of(
                                "version",
                                "1.0.10",
                                "tenants",
                                List.of("zhengzhou"),
                                "percents",
                                List.of(100),
                                "holdSeconds",
                                3_600));
            }
            awaitServed(release, "zhengzhou");
            cluster.assertServedByBundled("wuhan");
            cluster.node().kill();

            cluster.node().start();
            cluster.awaitRuns(PluginCluster.BUNDLED);
            cluster.assertServedBy(release, "zhengzhou");
            cluster.assertServedByBundled("wuhan");
            try (var operator = cluster.operator()) {
                var open = operator.get(rollouts).path("items").get(0);
                assertEquals("RUNNING", open.path("state").asText(), open::toString);
                assertEquals(0, open.path("step").asInt());
                operator.post(rollouts + "/next", Map.of());
                operator.post(rollouts + "/next", Map.of());
            }
            cluster.assertGrown(release);
        } finally {
            partner.distrust(cluster.stack().home().trusted());
        }
    }

    private static void awaitServed(GrownRelease release, String company) {
        try (var supervisor = cluster.supervisor(company)) {
            PluginCluster.await(
                    () -> {
                        try {
                            return supervisor
                                    .get("/plugins/example/colours")
                                    .path("release")
                                    .asText()
                                    .equals(release.version());
                        } catch (StandaloneException e) {
                            return false;
                        }
                    },
                    () -> company + " is not served by " + release.version());
        }
    }

    private static Hold hold(String sql) throws SQLException {
        return Hold.by(cluster.stack(), sql);
    }

    private static GrownRelease installed(String version) throws Exception {
        cluster.install(PartnerRelease.grown(partner, version));
        return new GrownRelease(version);
    }

    /// One whose tables are there already, and whose place the bundled one took again.
    private static GrownRelease migrated(String version) throws Exception {
        var release = installed(version);
        askFor(version);
        cluster.awaitRuns(version);
        askFor(PluginCluster.BUNDLED);
        cluster.awaitRuns(PluginCluster.BUNDLED);
        return release;
    }

    private static void askFor(String version) {
        try (var operator = cluster.operator()) {
            PluginCluster.use(operator, version);
        }
    }

    private static void mark(String company, String customer, String note) {
        try (var supervisor = cluster.supervisor(company)) {
            supervisor.post(
                    "/plugins/example/favourites", Map.of("customerId", customer, "note", note));
        }
    }

    private static List<String> releases(String version) throws SQLException {
        return cluster.texts(
                "SELECT version FROM trunkline.plugin_release WHERE plugin_id = 'example' AND version = '"
                        + version
                        + "'");
    }
}
