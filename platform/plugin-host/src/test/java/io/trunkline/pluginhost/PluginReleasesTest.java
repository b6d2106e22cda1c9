package io.trunkline.pluginhost;

import static io.trunkline.pluginhost.Acts.operator;
import static io.trunkline.pluginhost.Acts.sql;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.pluginhost.internal.convergence.Convergence;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.operator.OperatorAudit;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.plugin.Publisher;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Releases are installed, used, replaced, taken back and removed while the platform runs.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class PluginReleasesTest {

    private static final String GAMMA = "gamma";
    private static Publisher partner;
    private static Publisher stranger;

    @Inject PluginCatalogue catalogue;
    @Inject OperatorAudit audit;
    @Inject PluginHost host;
    @Inject Convergence convergence;
    @Inject PluginGateway gateway;
    @Inject Sessions sessions;

    @BeforeAll
    static void publishers() {
        partner = Publisher.named("Example Partner");
        stranger = Publisher.named("Stranger");
    }

    @BeforeEach
    void nothingIsInstalled() throws Exception {
        partner.publish(PluginZips.TRUSTED, "partner");
        sql("DELETE FROM trunkline.plugin_wanted");
        sql("DELETE FROM trunkline.plugin_release");
        convergence.bring();
        operator(() -> catalogue.install(partner.signed(PluginZips.release("gamma-1"))));
        operator(() -> {
            catalogue.remove(GAMMA);
            return true;
        });
        convergence.bring();
    }

    @Test
    void onlyWhatATrustedPublisherSignedIsTakenIn() throws Exception {
        Path plain = PluginZips.release("gamma-2");
        refused(PluginError.RELEASE_UNSIGNED, plain);
        refused(PluginError.PUBLISHER_UNKNOWN, stranger.signed(plain));

        Path altered = partner.signed(plain);
        inside(altered, zip -> Files.writeString(zip.getPath("/CHANGELOG.md"), "other words"));
        refused(PluginError.RELEASE_ALTERED, altered);

        Path more = partner.signed(plain);
        inside(more, zip -> Files.writeString(zip.getPath("/classes/Evil.class"), "x"));
        refused(PluginError.RELEASE_UNSIGNED, more);

        Path hidden = partner.signed(plain);
        inside(hidden, zip -> Files.writeString(zip.getPath("/META-INF/evil.txt"), "x"));
        refused(PluginError.RELEASE_UNSIGNED, hidden);

        Path less = partner.signed(plain);
        inside(less, zip -> Files.delete(zip.getPath("/CHANGELOG.md")));
        refused(PluginError.RELEASE_ALTERED, less);

        Path garbage = Files.writeString(Files.createTempFile("no", ".zip"), "no zip");
        refused(PluginError.RELEASE_UNREADABLE, garbage);
        refused(PluginError.RELEASE_UNFIT, partner.signed(PluginZips.release("gamma-4")));
        assertEquals(List.of("1.0.0"), versions());

        PluginRelease taken = operator(() -> catalogue.install(partner.signed(plain)));
        assertEquals("Example Partner", taken.publisher());
        assertTrue(taken.changelog().contains("## 2.0.0"), taken.changelog());
        assertEquals(List.of("note"), taken.tables());
        assertEquals(List.of("gamma.use"), taken.permissions());
        assertEquals(List.of("2.0.0", "1.0.0"), versions());
    }

    /// What would be read as a whole, and shown in every list.
    @Test
    void whatIsTooLargeOrNotItsOwnIsRefusedInWords() throws Exception {
        unfit("CHANGELOG.md has more than 65536 bytes", "/CHANGELOG.md", text(65_537));
        unfit("CHANGELOG.md is no text in UTF-8", "/CHANGELOG.md", new byte[] {(byte) 0xff});
        unfit("CHANGELOG.md is no text", "/CHANGELOG.md", new byte[] {'a', 0});
        unfit("plugin.properties has more than 65536", "/plugin.properties", text(65_537));
        unfit("classes/big.bin has more than 16777216", "/classes/big.bin", text(16_777_217));
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            zip.putNextEntry(new ZipEntry("Big.class"));
            zip.write(text(16_777_217));
        }
        unfit("Big.class of x.jar has more than 16777216", "/lib/x.jar", jar.toByteArray());
        unfit(
                "permission beta.use, which its texts name, does not begin with gamma.",
                "/classes/messages_en.properties",
                "permission.beta.use=Use Beta".getBytes(StandardCharsets.UTF_8));
        unfit(
                "gamma.Use, which its texts name, is no key of a permission",
                "/classes/messages_en.properties",
                "permission.gamma.Use=Use it".getBytes(StandardCharsets.UTF_8));
        for (String version : List.of("01.0.0", "99999999999999999999.0.0", "1.0.0-..")) {
            unfit(
                    "is not a version like 1.2.0",
                    "/plugin.properties",
                    manifest().replace("=2.0.0", "=" + version).getBytes(StandardCharsets.UTF_8));
        }
        unfit(
                "plugin.rollback-to \"01.0.0\" is no version before 2.0.0",
                "/plugin.properties",
                (manifest() + "\nplugin.rollback-to=01.0.0\n").getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("1.0.0"), versions());
    }

    private void unfit(String reason, String file, byte[] content) throws Exception {
        Path zip = PluginZips.release("gamma-2");
        inside(
                zip,
                inner -> {
                    Files.createDirectories(inner.getPath(file).getParent());
                    Files.write(inner.getPath(file), content);
                });
        PluginException refused = refused(PluginError.RELEASE_UNFIT, partner.signed(zip));
        assertTrue(refused.arguments().toString().contains(reason), refused.arguments()::toString);
    }

    private static byte[] text(int size) {
        return "x".repeat(size).getBytes(StandardCharsets.UTF_8);
    }

    private static String manifest() throws IOException {
        return Files.readString(Path.of("src/test/releases/gamma-2/plugin.properties"));
    }

    @Test
    void aReleaseIsNeverAnotherOneOfItsVersion() throws Exception {
        Path first = partner.signed(PluginZips.release("gamma-2"));
        operator(() -> catalogue.install(first));
        operator(() -> catalogue.install(first));
        Path second = PluginZips.release("gamma-2");
        inside(second, zip -> Files.writeString(zip.getPath("/CHANGELOG.md"), "other words"));
        refused(PluginError.RELEASE_TAKEN, partner.signed(second));
    }

    @Test
    void upgradesFailuresAndRollBacksNeedNoRestartAndLoseNothing() throws Exception {
        for (String release : List.of("gamma-2", "gamma-3")) {
            operator(() -> catalogue.install(partner.signed(PluginZips.release(release))));
        }
        use("1.0.0");
        int notes = said("1.0.0");
        use("2.0.0");
        assertEquals(notes + 1, said("2.0.0"));

        use("3.0.0");
        assertEquals(notes + 2, said("2.0.0"));
        PluginState failed = state();
        assertFalse(failed.serving());
        assertEquals("3.0.0", failed.version());
        assertEquals("2.0.0", failed.running());
        assertTrue(
                String.valueOf(failed.reason()).contains("there_is_no_such_type"),
                failed::toString);
        NodeReport report = entry().nodes().getFirst();
        assertEquals("2.0.0", report.version());
        assertEquals(failed.reason(), report.reason());

        assertEquals(
                new PluginCatalogue.Before("RELEASE", "2.0.0"),
                operator(() -> catalogue.before(GAMMA)));
        change(() -> catalogue.rollBack(GAMMA));
        assertTrue(state().serving());
        assertNull(entry().nodes().getFirst().reason());
        assertEquals("2.0.0", entry().version());
        // It was running all the time: nothing was built anew.
        assertEquals(notes + 3, said("2.0.0"));

        use("1.0.0");
        assertEquals(notes + 4, said("1.0.0"));
        change(() -> catalogue.remove(GAMMA));
        assertEquals(
                StandardErrorCode.NOT_FOUND, caller().refused(GAMMA, "GET", "/said", "").code());
        use("2.0.0");
        assertEquals(notes + 5, said("2.0.0"));
    }

    @Test
    void whatIsNotThereCannotBeUsed() {
        for (Runnable attempt :
                List.<Runnable>of(
                        () -> catalogue.use(GAMMA, "9.9.9"),
                        () -> catalogue.use("nobody", "1.0.0"),
                        () -> catalogue.useBundled(GAMMA),
                        () -> catalogue.remove("nobody"))) {
            PluginException refused =
                    assertThrows(
                            PluginException.class,
                            () ->
                                    operator(() -> {
                                        attempt.run();
                                        return true;
                                    }));
            assertEquals(PluginError.RELEASE_UNKNOWN, refused.code());
        }
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () ->
                                operator(() -> {
                                    catalogue.rollBack("alpha");
                                    return true;
                                }));
        assertEquals(PluginError.NOTHING_BEFORE, refused.code());
    }

    @Test
    void whatCameWithTheServerGivesWayAndComesBack() {
        change(() -> catalogue.remove("beta"));
        Caller beta = new Caller(gateway, sessions, TestTenants.ACME, Set.of("beta.use"));
        assertEquals(StandardErrorCode.NOT_FOUND, beta.refused("beta", "GET", "/heard", "").code());
        assertEquals("BUNDLED", operator(() -> catalogue.before("beta")).kind());
        OperatorAudit.Entry told = operator(() -> audit.list(null, null, 1)).getFirst();
        assertEquals("plugin.remove", told.action());
        assertTrue(String.valueOf(told.before()).contains("\"1.0.0\""), told::toString);
        assertTrue(String.valueOf(told.after()).contains("\"NONE\""), told::toString);
        change(() -> catalogue.rollBack("beta"));
        assertEquals(
                new PluginCatalogue.Before("NONE", null), operator(() -> catalogue.before("beta")));
        assertTrue(beta.get("beta", "/heard").path("events").isInt());
        change(() -> catalogue.useBundled("beta"));
        assertTrue(beta.get("beta", "/heard").path("events").isInt());
    }

    /// Who can write to the database makes no node run anything.
    @Test
    void aNodeBelievesNobodyButThePublishersItTrusts() throws Exception {
        Path forged = stranger.signed(PluginZips.release("gamma-1"));
        try (Connection connection = TestDatabase.shared().superuser();
                var update =
                        connection.prepareStatement(
                                "UPDATE trunkline.plugin_release SET archive = ? WHERE plugin_id = 'gamma'")) {
            update.setBytes(1, Files.readAllBytes(forged));
            assertEquals(1, update.executeUpdate());
        }
        use("1.0.0");
        assertTrue(
                String.valueOf(state().reason()).contains("PUBLISHER_UNKNOWN"),
                () -> state().toString());

        sql("DELETE FROM trunkline.plugin_wanted");
        sql("DELETE FROM trunkline.plugin_release");
        operator(() -> catalogue.install(partner.signed(PluginZips.release("gamma-1"))));
        Files.delete(PluginZips.TRUSTED.resolve("partner.pem"));
        use("1.0.0");
        assertTrue(
                String.valueOf(state().reason()).contains("PUBLISHER_UNKNOWN"),
                () -> state().toString());
        assertEquals(PluginError.UNAVAILABLE, caller().refused(GAMMA, "GET", "/said", "").code());
        change(() -> catalogue.remove(GAMMA));
        assertEquals(
                StandardErrorCode.NOT_FOUND, caller().refused(GAMMA, "GET", "/said", "").code());
    }

    @Test
    void nobodyNoticesASwitch() throws Exception {
        operator(() -> catalogue.install(partner.signed(PluginZips.release("gamma-2"))));
        use("1.0.0");
        int before = caller().get(GAMMA, "/said").path("notes").asInt();
        AtomicBoolean over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> callers = new ArrayList<>();
            for (int nth = 0; nth < 4; nth++) {
                callers.add(
                        threads.submit(() -> {
                            int calls = 0;
                            while (!over.get()) {
                                caller().get(GAMMA, "/said");
                                calls++;
                            }
                            return calls;
                        }));
            }
            for (int nth = 0; nth < 6; nth++) {
                use(nth % 2 == 0 ? "2.0.0" : "1.0.0");
            }
            over.set(true);
            int calls = 0;
            for (Future<Integer> one : callers) {
                calls += one.get();
            }
            assertTrue(calls > 0);
            assertEquals(before + calls + 1, caller().get(GAMMA, "/said").path("notes").asInt());
        }
    }

    private void use(String version) {
        change(() -> catalogue.use(GAMMA, version));
    }

    private void change(Runnable change) {
        operator(() -> {
            change.run();
            return true;
        });
        convergence.bring();
    }

    /// @return how many notes there are
    private int said(String version) {
        var said = caller().get(GAMMA, "/said");
        assertEquals(version, said.path("version").asText());
        return said.path("notes").asInt();
    }

    private Caller caller() {
        return new Caller(gateway, sessions, TestTenants.ACME, Set.of("gamma.use"));
    }

    private PluginState state() {
        return host.states().stream()
                .filter(state -> state.pluginId().equals(GAMMA))
                .findFirst()
                .orElseThrow();
    }

    private PluginCatalogue.Entry entry() {
        return operator(catalogue::all).stream()
                .filter(entry -> entry.pluginId().equals(GAMMA))
                .findFirst()
                .orElseThrow();
    }

    private List<String> versions() {
        return entry().releases().stream().map(PluginRelease::version).toList();
    }

    private PluginException refused(PluginError code, Path archive) {
        PluginException refused =
                assertThrows(
                        PluginException.class, () -> operator(() -> catalogue.install(archive)));
        assertEquals(code, refused.code(), refused::toString);
        return refused;
    }

    private interface Change {
        void to(FileSystem zip) throws IOException;
    }

    private static void inside(Path archive, Change change) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(archive)) {
            change.to(zip);
        }
    }
}
