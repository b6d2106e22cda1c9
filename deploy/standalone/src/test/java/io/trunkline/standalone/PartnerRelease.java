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
        this(Publisher.fresh(Files.createTempDirectory("release"), publisher), version, name);
    }

    private PartnerRelease(Publisher publisher, String version, String name) throws IOException {
        this.publisher = publisher;
        zip = build(publisher.folder(), version, name);
    }

    /// One with a route, texts and tables of its own, signed.
    static PartnerRelease grown(Publisher publisher, String version) throws Exception {
        var release = new PartnerRelease(publisher, version, "收藏 " + version);
        try (var files = FileSystems.newFileSystem(release.zip)) {
            new GrownRelease(version).addTo(files.getPath("/"));
        }
        release.sign();
        return release;
    }

    Path zip() {
        return zip;
    }

    /// The earliest version that its tables let run again. Before it is signed.
    void rollbackTo(String version) throws IOException {
        try (var files = FileSystems.newFileSystem(zip)) {
            var manifest = files.getPath("plugin.properties");
            Files.writeString(
                    manifest,
                    Files.readString(manifest).stripTrailing()
                            + "\nplugin.rollback-to="
                            + version
                            + "\n");
        }
    }

    void sign() throws Exception {
        publisher.sign(zip);
    }

    void trust(StandaloneStack stack) throws IOException {
        publisher.trust(stack.home().trusted());
    }

    void distrust(StandaloneStack stack) throws IOException {
        publisher.distrust(stack.home().trusted());
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
