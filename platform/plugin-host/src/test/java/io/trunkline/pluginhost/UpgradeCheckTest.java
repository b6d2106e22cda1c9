package io.trunkline.pluginhost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.plugincheck.Break;
import io.trunkline.plugincheck.SpiJars;
import io.trunkline.pluginhost.PluginRollout.Step;
import io.trunkline.pluginhost.internal.convergence.Convergence;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.TrunklinePlugin;
import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.operator.OperatorSession;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.plugin.Publisher;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What another SPI would do to every plugin the nodes are to run is told before it is there.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class UpgradeCheckTest {

    private static final String GAMMA = "gamma";
    private static final OperatorSession OPERATOR = new OperatorSession("operator");
    private static Publisher partner;

    @Inject UpgradeCheck upgrade;
    @Inject PluginCatalogue catalogue;
    @Inject PluginRollouts rollouts;
    @Inject Convergence convergence;

    private interface Act {
        void run() throws Exception;
    }

    @BeforeAll
    static void publisher() {
        partner = Publisher.named("Example Partner");
    }

    @BeforeEach
    void oneReleaseIsUsedAndTheNextRolledOut() throws Exception {
        partner.publish(PluginZips.TRUSTED, "partner");
        forget();
        operator(() -> {
            catalogue.install(partner.signed(PluginZips.release("gamma-1")));
            catalogue.install(partner.signed(PluginZips.release("gamma-2")));
            catalogue.use(GAMMA, "1.0.0");
        });
        convergence.bring();
        operator(() ->
                rollouts.start(
                        GAMMA,
                        "2.0.0",
                        List.of(new Step(List.of(TestTenants.ACME), 0), new Step(List.of(), 100)),
                        RolloutRules.USUAL));
        convergence.bring();
    }

    @AfterEach
    void nothingIsLeft() throws SQLException {
        forget();
        convergence.bring();
    }

    @Test
    void namesWhatBreaksWithClassMemberAndTenants() throws Exception {
        UpgradeCheck.Result result = check(spi("0.1.7", "Permission"));
        assertEquals("0.1.7", result.spiVersion());
        assertFalse(result.fits());
        UpgradeCheck.Checked alpha = one(result, "alpha", false);
        assertFalse(alpha.fits());
        assertFalse(alpha.excluded());
        assertTrue(alpha.bundled());
        assertTrue(
                alpha.breaks()
                        .contains(
                                new Break(
                                        "fixture.alpha.Alpha",
                                        Break.Kind.GONE,
                                        "class io.trunkline.spi.Permission")),
                () -> alpha.breaks().toString());
        assertEquals(alpha.breaks().size(), alpha.breakCount());
        assertEquals(List.of(TestTenants.ACME, TestTenants.GLOBEX), alpha.tenants());
        UpgradeCheck.Checked beta = one(result, "beta", false);
        assertEquals(List.of(TestTenants.ACME), beta.tenants());
        assertEquals(1, beta.tenantCount());
        for (boolean rolledOut : List.of(false, true)) {
            UpgradeCheck.Checked gamma = one(result, GAMMA, rolledOut);
            assertEquals(rolledOut ? "2.0.0" : "1.0.0", gamma.version());
            assertFalse(gamma.bundled());
            assertFalse(gamma.fits());
            assertEquals(2, gamma.tenantCount());
        }
    }

    @Test
    void whatFitsIsToldToFitAndWhatBreaksNowBreaksThenToo() throws Exception {
        UpgradeCheck.Result result = check(spi("0.1.7"));
        assertFalse(result.withScreens());
        assertTrue(one(result, "alpha", false).fits());
        assertTrue(one(result, GAMMA, false).fits());
        assertTrue(one(result, GAMMA, true).fits());
        assertTrue(one(result, "from-the-future", false).excluded());
        assertEquals(List.of(), one(result, "from-the-future", false).tenants());
        assertEquals(
                List.of(
                        "fixture.newerspi.NewerSpi uses io.trunkline.spi.Permission.implies(Permission, int),"
                                + " which this SPI does not have"),
                one(result, "newer-spi", false).breaks().stream().map(Break::words).toList());
        assertTrue(one(check(spi("9.0.0")), "alpha", false).excluded());
        assertTrue(one(check(spi("9.0.0")), "from-the-future", false).fits());
    }

    @Test
    void aReleaseNobodyTrustsIsNotLookedAt() throws Exception {
        Files.delete(PluginZips.TRUSTED.resolve("partner.pem"));
        UpgradeCheck.Checked gamma = one(check(spi("0.1.7")), GAMMA, false);
        assertFalse(gamma.fits());
        assertTrue(String.valueOf(gamma.reason()).contains("PUBLISHER_UNKNOWN"), gamma::toString);
        assertEquals("1.0.0", gamma.version());
    }

    @Test
    void whatIsRemovedIsNotAsked() throws Exception {
        operator(() -> rollouts.takeBack(GAMMA));
        operator(() -> catalogue.remove(GAMMA));
        assertTrue(
                check(spi("0.1.7")).plugins().stream()
                        .noneMatch(one -> one.pluginId().equals(GAMMA)));
    }

    @Test
    void whatIsNoSpiIsRefused() throws Exception {
        Path text = Files.writeString(Files.createTempFile("no", ".jar"), "no jar");
        PluginException refused = assertThrows(PluginException.class, () -> check(text));
        assertEquals(PluginError.SPI_UNREADABLE, refused.code());
    }

    /// At install the same is held against the present SPI.
    @Test
    void installRefusesWhatUsesMoreThanThisSpiHas() throws Exception {
        Path zip = partner.signed(PluginZips.bundled("newer-spi"));
        PluginException refused =
                assertThrows(PluginException.class, () -> operator(() -> catalogue.install(zip)));
        assertEquals(PluginError.RELEASE_UNFIT, refused.code());
        String why = refused.arguments().toString();
        assertTrue(
                why.contains(
                        "fixture.newerspi.NewerSpi uses io.trunkline.spi.Permission.implies(Permission, int)"),
                why);
    }

    private UpgradeCheck.Result check(Path... jars) throws Exception {
        return OperatorRunner.call(
                OPERATOR, () -> upgrade.check(Stream.of(jars).map(SpiJars.Jar::of).toList()));
    }

    private static UpgradeCheck.Checked one(
            UpgradeCheck.Result result, String plugin, boolean rolledOut) {
        UpgradeCheck.Checked found =
                result.plugins().stream()
                        .filter(one -> one.pluginId().equals(plugin))
                        .filter(one -> one.rolledOut() == rolledOut)
                        .findFirst()
                        .orElse(null);
        assertNotNull(found, () -> plugin + " is not in " + result);
        return found;
    }

    /// This SPI as another version of it might be.
    ///
    /// @param without simple names of classes that it lost
    private static Path spi(String version, String... without) throws Exception {
        Path built =
                Path.of(
                        TrunklinePlugin.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Path jar = Files.createTempDirectory("spi").resolve("spi.jar");
        if (Files.isRegularFile(built)) {
            Files.copy(built, jar);
        }
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            if (Files.isDirectory(built)) {
                copy(built, files.getPath("/"));
            }
            Path spi = files.getPath("io/trunkline/spi");
            Files.writeString(spi.resolve("spi.properties"), "version=" + version);
            for (String name : without) {
                Files.delete(spi.resolve(name + ".class"));
            }
        }
        return jar;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static void operator(Act act) {
        OperatorRunner.call(
                OPERATOR,
                () -> {
                    try {
                        act.run();
                        return true;
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static void forget() throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser()) {
            for (String table : List.of("plugin_rollout", "plugin_wanted", "plugin_release")) {
                connection.createStatement().execute("DELETE FROM trunkline." + table);
            }
        }
    }
}
