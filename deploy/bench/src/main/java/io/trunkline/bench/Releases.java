package io.trunkline.bench;

import io.leangen.geantyref.TypeToken;
import io.trunkline.testing.plugin.Publisher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Jdbi;

/// Makes signed releases of the plugin `bench` out of the classes that were compiled with the
/// benchmarks.
final class Releases {

    static final String PLUGIN = "bench";
    private static final String CODE = "io/trunkline/bench/";

    /// What both plugins have.
    private static final List<String> COMMON =
            List.of("plugin/BenchPlugin.class", "plugin/BenchPlugin$Version.class");

    private final Path folder;
    private final Publisher publisher;

    private Releases(Path folder, Publisher publisher) {
        this.folder = folder;
        this.publisher = publisher;
    }

    /// Of a publisher with a key of this run, whom the stack trusts.
    ///
    /// @param home of a stack that is not started yet
    static Releases trusted(Path home) throws IOException, GeneralSecurityException {
        Publisher publisher = Publisher.named("Bench");
        publisher.publish(Files.createDirectories(home.resolve("trusted")), "bench");
        return new Releases(Files.createDirectories(home.resolve("releases")), publisher);
    }

    /// The plugin that keeps entries.
    ///
    /// @param upgrades how many times the table of entries grew: by a column and by an index
    Path entries(String version, int upgrades) throws IOException, GeneralSecurityException {
        return release(
                version,
                "entry",
                "EntryPlugin",
                upgrades,
                (zip, code) -> write(zip, "lib/words.jar", jar(code, CODE + "library")));
    }

    /// The plugin that answers reminders.
    Path reminders(String version) throws IOException, GeneralSecurityException {
        return release(
                version,
                "reminder",
                "ReminderPlugin",
                0,
                (zip, code) -> {
                    for (Class<?> of : List.of(Jdbi.class, TypeToken.class)) {
                        Path jar = source(of);
                        write(zip, "lib/" + jar.getFileName(), Files.readAllBytes(jar));
                    }
                });
    }

    private interface Libraries {
        void into(ZipOutputStream zip, Path code) throws IOException;
    }

    private Path release(
            String version, String part, String entry, int upgrades, Libraries libraries)
            throws IOException, GeneralSecurityException {
        Path unsigned = Files.createTempFile(folder, "unsigned", ".zip");
        try (OutputStream file = Files.newOutputStream(unsigned);
                ZipOutputStream zip = new ZipOutputStream(file);
                Code code = Code.open()) {
            write(zip, "plugin.properties", manifest(version, part, entry));
            write(zip, "CHANGELOG.md", "## " + version + "\n- Grown.\n");
            copy(zip, code.root(), CODE + "plugin/" + part, "classes/" + CODE + "plugin/" + part);
            for (String common : COMMON) {
                Path compiled = code.root().resolve(CODE + common);
                write(zip, "classes/" + CODE + common, Files.readAllBytes(compiled));
            }
            copy(zip, code.root(), "bench-plugin", "classes");
            write(zip, "classes/db/changelog.yaml", changelog(upgrades));
            for (int n = 1; n <= upgrades; n++) {
                write(zip, "classes/db/" + file(n), migration(n));
            }
            libraries.into(zip, code.root());
        }
        Path signed = publisher.signed(unsigned);
        Files.delete(unsigned);
        return signed;
    }

    private static String manifest(String version, String part, String entry) {
        return """
        plugin.id=%s
        plugin.version=%s
        plugin.requires=>=0.1.0
        plugin.class=io.trunkline.bench.plugin.%s.%s
        """
                .formatted(PLUGIN, version, part, entry);
    }

    private static String changelog(int upgrades) {
        StringBuilder text = new StringBuilder("databaseChangeLog:\n");
        Stream.concat(
                        Stream.of("0001-tables.sql"),
                        IntStream.rangeClosed(1, upgrades).mapToObj(Releases::file))
                .forEach(file ->
                        text.append("  - include: {file: ")
                                .append(file)
                                .append(", relativeToChangelogFile: true}\n"));
        return text.toString();
    }

    private static String file(int upgrade) {
        return "%04d-more.sql".formatted(upgrade + 1);
    }

    /// What an upgrade of a large table looks like in practice.
    private static String migration(int upgrade) {
        return """
        --liquibase formatted sql

        --changeset bench:column-%1$d
        ALTER TABLE entry ADD COLUMN more_%1$d bigint;

        --changeset bench:index-%1$d runInTransaction:false
        CREATE INDEX CONCURRENTLY entry_more_%1$d ON entry (tenant_id, more_%1$d);
        """
                .formatted(upgrade);
    }

    private static byte[] jar(Path code, String part) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            copy(zip, code, part, part);
        }
        return jar.toByteArray();
    }

    private static void copy(ZipOutputStream zip, Path code, String from, String to)
            throws IOException {
        Path root = code.resolve(from);
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                write(zip, to + "/" + root.relativize(file), Files.readAllBytes(file));
            }
        }
    }

    private static void write(ZipOutputStream zip, String name, String text) throws IOException {
        write(zip, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static Path source(Class<?> of) {
        try {
            return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Where the classes of the benchmarks are: a jar, or a folder while they are built.
    private record Code(Path root, FileSystem files) implements AutoCloseable {

        static Code open() throws IOException {
            Path source = source(Releases.class);
            if (Files.isDirectory(source)) {
                return new Code(source, source.getFileSystem());
            }
            FileSystem jar = FileSystems.newFileSystem(source);
            return new Code(jar.getPath("/"), jar);
        }

        @Override
        public void close() throws IOException {
            if (files != FileSystems.getDefault()) {
                files.close();
            }
        }
    }
}
