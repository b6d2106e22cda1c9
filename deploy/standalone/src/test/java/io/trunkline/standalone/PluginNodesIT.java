package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two nodes on one database: the stack's server and one beside it.
class PluginNodesIT {
    private static final GrownRelease FIRST = new GrownRelease("2.0.1");
    private static final GrownRelease SECOND = new GrownRelease("2.0.2");

    /// The goal is five seconds, on a machine that does nothing else.
    private static final Duration LATEST = Duration.ofSeconds(15);

    private static Publisher partner;
    private static PluginCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        partner = Publisher.fresh(Files.createTempDirectory("release"), "Nodes Partner");
        cluster = PluginCluster.start("second-node");
        partner.trust(cluster.stack().home().trusted());
        partner.trust(cluster.node().trusted());
        cluster.node().start();
        for (var release : new GrownRelease[] {FIRST, SECOND}) {
            cluster.install(PartnerRelease.grown(partner, release.version()));
        }
    }

    @AfterAll
    static void end() throws Exception {
        cluster.close();
        partner.distrust(cluster.stack().home().trusted());
    }

    @BeforeEach
    void bothRun() {
        if (!cluster.node().isRunning()) {
            cluster.node().start();
        }
    }

    @AfterEach
    void asItCame() {
        bothRun();
        askFor(PluginCluster.BUNDLED);
        awaitBoth(PluginCluster.BUNDLED);
    }

    /// Both want to migrate at once, and one builds an index, which waits for all who are at
    /// anything in the database: for the one who waits for her turn it must not.
    @Test
    void bothRunWhatIsWantedWithinSeconds() throws Exception {
        Instant free;
        try (var hold =
                Hold.by(
                        cluster.stack(),
                        "LOCK TABLE plugin_example.favourite IN ROW EXCLUSIVE MODE")) {
            askFor(FIRST.version());
            hold.awaitWaiting("CREATE INDEX CONCURRENTLY");
            // The other node has come as well by now, and PostgreSQL has looked for deadlocks.
            Pause.milliseconds(4_000);
            free = Instant.now();
        }
        assertInTime("after the index was free", free, FIRST.version());
        cluster.assertGrown(FIRST);

        var back = Instant.now();
        askFor(PluginCluster.BUNDLED);
        assertInTime("back", back, PluginCluster.BUNDLED);
        cluster.assertBundled();
        var again = Instant.now();
        askFor(FIRST.version());
        assertInTime("with nothing to migrate", again, FIRST.version());
        var next = Instant.now();
        askFor(SECOND.version());
        assertInTime("with migrations", next, SECOND.version());
        cluster.assertGrown(SECOND);
    }

    @Test
    void aNodeThatStartsLateRunsWhatIsWantedWhenItIsReady() throws Exception {
        cluster.node().close();
        askFor(FIRST.version());
        awaitStack(FIRST.version());
        cluster.node().start();
        assertEquals(FIRST.version(), cluster.node().servedByReadiness("example"));
        cluster.assertServedBy(FIRST, "zhengzhou");
    }

    @Test
    void aNodeThatWasDownThroughAnUpgradeAndItsRollBackFollows() throws Exception {
        askFor(FIRST.version());
        awaitBoth(FIRST.version());
        cluster.node().kill();
        askFor(SECOND.version());
        awaitStack(SECOND.version());
        try (var operator = cluster.stackOperator()) {
            PluginCluster.rollBack(operator);
        }
        awaitStack(FIRST.version());
        cluster.node().start();
        cluster.assertGrown(FIRST);
    }

    @Test
    void aNodeThatDoesNotTrustThePublisherSaysSoAndGoesOn() throws Exception {
        partner.distrust(cluster.node().trusted());
        try {
            askFor(FIRST.version());
            awaitStack(FIRST.version());
            PluginCluster.await(
                    () -> cluster.report().path("reason").isTextual(),
                    () -> "it says nothing: " + cluster.report());
            var report = cluster.report();
            assertTrue(
                    report.path("reason").asText().contains("its signature does not hold here"),
                    report::toString);
            assertEquals(PluginCluster.BUNDLED, report.path("version").asText());
            assertEquals("UP", cluster.node().readiness().path("status").asText());
            cluster.assertServedByBundled("zhengzhou");
            try (var supervisor = cluster.supervisor("wuhan")) {
                assertTrue(supervisor.get("/customers").path("items").size() > 0);
                supervisor.get("/plugins/call-tasks/batches");
            }
        } finally {
            partner.trust(cluster.node().trusted());
        }
        askFor(FIRST.version());
        cluster.assertGrown(FIRST);
    }

    /// At the stack's server.
    private static void askFor(String version) {
        try (var operator = cluster.stackOperator()) {
            PluginCluster.use(operator, version);
        }
    }

    private static void assertInTime(String what, Instant since, String version) {
        awaitBoth(version);
        var took = Duration.between(since, Instant.now());
        System.out.printf("Both nodes run %s, %s: %d ms%n", version, what, took.toMillis());
        assertTrue(took.compareTo(LATEST) < 0, took::toString);
    }

    private static void awaitBoth(String version) {
        awaitStack(version);
        cluster.awaitRuns(version);
    }

    private static void awaitStack(String version) {
        PluginCluster.await(
                () -> PluginCluster.runs(cluster.stackReport(), version),
                () -> "the stack's server does not run " + version + ": " + cluster.stackReport());
    }
}
