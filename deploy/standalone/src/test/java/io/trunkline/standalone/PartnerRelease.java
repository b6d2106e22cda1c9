package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/// The example plugin's next release as a partner would build and sign it: with the JDK's tools
/// alone.
final class PartnerRelease {
    private final Publisher publisher;
    private final Path zip;

    /// @param version in place of the one in the tree
    /// @param name of the plugin, in Chinese
    PartnerRelease(String publisher, String version, String name) throws Exception {
        var folder = Files.createTempDirectory("release");
        this.publisher = Publisher.fresh(folder, publisher);
        zip = build(folder, version, name);
    }

    Path zip() {
        return zip;
    }

    void sign() throws Exception {
        publisher.sign(zip);
    }

    void trust(StandaloneStack stack) throws IOException {
        Files.copy(publisher.certificate(), trusted(stack));
    }

    void distrust(StandaloneStack stack) throws IOException {
        Files.deleteIfExists(trusted(stack));
    }

    private Path trusted(StandaloneStack stack) {
        return stack.home().trusted().resolve(zip.getFileName() + ".pem");
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
}
