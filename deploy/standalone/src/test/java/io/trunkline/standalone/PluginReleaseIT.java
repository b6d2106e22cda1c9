package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A partner's release, from her signature to its roll-back, on a running server: with the JDK's
/// tools and the launcher's commands alone.
class PluginReleaseIT {
    private static final String PASSWORD = "changeit";

    private static StandaloneStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @Test
    void isSignedInstalledUsedAndTakenBackWhileSomeoneWorks() throws Exception {
        var folder = Files.createTempDirectory("release");
        var keys = folder.resolve("release.p12").toString();
        tool(
                "keytool",
                "-genkeypair",
                "-alias",
                "release",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Example Partner",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys,
                "-storepass",
                PASSWORD);
        var certificate = folder.resolve("example-partner.pem");
        tool(
                "keytool",
                "-exportcert",
                "-rfc",
                "-alias",
                "release",
                "-keystore",
                keys,
                "-storepass",
                PASSWORD,
                "-file",
                certificate.toString());
        var zip = next(folder);
        refused("RELEASE_UNSIGNED", zip);
        tool("jarsigner", "-keystore", keys, "-storepass", PASSWORD, zip.toString(), "release");
        refused("PUBLISHER_UNKNOWN", zip);
        Files.copy(certificate, trusted().resolve("example-partner.pem"));

        var agent = chromium.signedIn(stack, "agent1.zhengzhou");
        agent.navigate(stack.url() + "/p/example/favourites");
        assertThat(agent.locator("vaadin-app-layout")).isVisible();
        var installed = command(0, "install", zip.toString());
        assertTrue(installed.contains("Installed example 0.2.0 by Example Partner"), installed);
        try {
            var used = command(0, "use", "example", "0.2.0");
            assertTrue(used.contains("runs 0.2.0"), used);
            agent.reload();
            assertThat(agent.getByText("收藏夹二版").first()).isVisible();
            Chromium.screenshot(agent, "plugin-upgraded-zh");
            var unknown =
                    assertThrows(
                            StandaloneException.class, () -> command(0, "use", "example", "0.2.1"));
            assertTrue(unknown.getMessage().contains("RELEASE_UNKNOWN"), unknown.getMessage());
        } finally {
            var back = command(0, "roll-back", "example");
            assertTrue(back.contains("as it came with the server: 0.1.0"), back);
        }
        agent.reload();
        assertThat(agent.getByText("收藏夹二版")).hasCount(0);
        var listed = command(0, "list");
        assertTrue(listed.contains("release 0.2.0"), listed);
        Files.delete(trusted().resolve("example-partner.pem"));
    }

    /// The example as its partner would build its next version.
    private static Path next(Path folder) throws IOException {
        var zip = folder.resolve("example-0.2.0.zip");
        Files.copy(built(), zip);
        try (var files = FileSystems.newFileSystem(zip)) {
            replace(files.getPath("plugin.properties"), "0.1.0\n", "0.2.0\n");
            var texts = files.getPath("classes/messages_zh.properties");
            replace(
                    texts,
                    Files.readAllLines(texts).stream()
                            .filter(line -> line.startsWith("plugin.name="))
                            .findFirst()
                            .orElseThrow(),
                    "plugin.name=收藏夹二版");
        }
        return zip;
    }

    private static Path built() throws IOException {
        try (var files = Files.list(SharedStack.project().resolve("plugins/example/target"))) {
            return files.filter(file -> file.toString().endsWith(".zip")).findFirst().orElseThrow();
        }
    }

    private static void replace(Path file, String old, String by) throws IOException {
        var text = Files.readString(file);
        assertTrue(text.contains(old), text);
        Files.writeString(file, text.replace(old, by));
    }

    private static void refused(String code, Path zip) {
        var refused =
                assertThrows(
                        StandaloneException.class, () -> command(0, "install", zip.toString()));
        assertTrue(refused.getMessage().contains(code), refused.getMessage());
    }

    private static String command(int expected, String... words) {
        var said = new ByteArrayOutputStream();
        try (var api = new Api(stack.url(), "", stack.operatorToken())) {
            var out = new PrintStream(said, true, StandardCharsets.UTF_8);
            assertEquals(expected, new PluginCommand(api, out).run(List.of(words)), said::toString);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private static Path trusted() {
        return stack.home().trusted();
    }

    private static void tool(String name, String... arguments) throws Exception {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
