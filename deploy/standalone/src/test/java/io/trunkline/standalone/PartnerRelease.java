package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The example plugin's next release as a partner would build and sign it: with the JDK's tools
/// alone.
final class PartnerRelease {
    private static final String PASSWORD = "changeit";

    private final Path keys;
    private final Path certificate;
    private final Path zip;

    /// @param version in place of the one in the tree
    /// @param name of the plugin, in Chinese
    PartnerRelease(String publisher, String version, String name) throws Exception {
        var folder = Files.createTempDirectory("release");
        keys = folder.resolve("release.p12");
        certificate = folder.resolve(publisher.replace(' ', '-') + ".pem");
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
                "CN=" + publisher,
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD);
        tool(
                "keytool",
                "-exportcert",
                "-rfc",
                "-alias",
                "release",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                certificate.toString());
        zip = build(folder, version, name);
    }

    Path zip() {
        return zip;
    }

    void sign() throws Exception {
        tool(
                "jarsigner",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD,
                zip.toString(),
                "release");
    }

    void trust(StandaloneStack stack) throws IOException {
        Files.copy(certificate, trusted(stack));
    }

    void distrust(StandaloneStack stack) throws IOException {
        Files.deleteIfExists(trusted(stack));
    }

    private Path trusted(StandaloneStack stack) {
        return stack.home().trusted().resolve(certificate.getFileName().toString());
    }

    private static Path build(Path folder, String version, String name) throws IOException {
        var zip = folder.resolve("example-" + version + ".zip");
        Files.copy(built(), zip);
        try (var files = FileSystems.newFileSystem(zip)) {
            replace(files.getPath("plugin.properties"), "0.1.0\n", version + "\n");
            var texts = files.getPath("classes/messages_zh.properties");
            replace(
                    texts,
                    Files.readAllLines(texts).stream()
                            .filter(line -> line.startsWith("plugin.name="))
                            .findFirst()
                            .orElseThrow(),
                    "plugin.name=" + name);
            Files.writeString(
                    files.getPath("CHANGELOG.md"),
                    "## " + version + "\n- The plugin is called " + name + ".\n");
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

    private static void tool(String name, String... arguments) throws Exception {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
