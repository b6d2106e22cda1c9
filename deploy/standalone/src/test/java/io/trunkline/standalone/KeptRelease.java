package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// A plugin as it was released, kept for good in `src/test/releases` (README.md there): all of its
/// zip but the libraries, of which it has names and digests. The build fetches those.
///
/// @param file `<plugin>-<version>.zip`
record KeptRelease(Path file) {
    private static final Path FOLDER = Path.of("src", "test", "releases");
    private static final Path LIBRARIES = Path.of("target", "released-libraries");
    private static final String LIST = "/libraries.txt";
    private static final String LIB = "/lib";

    static Stream<KeptRelease> all() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files
                    .filter(file -> file.toString().endsWith(".zip"))
                    .sorted()
                    .map(KeptRelease::new)
                    .toList()
                    .stream();
        }
    }

    static KeptRelease of(String plugin, String version) {
        return new KeptRelease(FOLDER.resolve(plugin + "-" + version + ".zip"));
    }

    /// Keeps a release that was built.
    static void keep(Path built) throws Exception {
        var kept = FOLDER.resolve(built.getFileName());
        Files.copy(built, kept, StandardCopyOption.REPLACE_EXISTING);
        try (var zip = FileSystems.newFileSystem(kept)) {
            var lines = new ArrayList<String>();
            for (var library : libraries(zip)) {
                lines.add(digest(library) + "  " + library.getFileName());
                Files.delete(library);
            }
            Files.deleteIfExists(zip.getPath(LIB));
            Files.write(zip.getPath(LIST), lines);
        }
    }

    String plugin() {
        return name().substring(0, name().lastIndexOf('-'));
    }

    String version() {
        return name().substring(name().lastIndexOf('-') + 1);
    }

    private String name() {
        return file.getFileName().toString().replaceFirst("\\.zip$", "");
    }

    /// The zip as it was handed out, unsigned.
    Path complete() throws Exception {
        var whole = Files.createTempDirectory("released").resolve(file.getFileName());
        Files.copy(file, whole);
        try (var zip = FileSystems.newFileSystem(whole)) {
            var lib = Files.createDirectories(zip.getPath(LIB));
            for (var line : Files.readAllLines(zip.getPath(LIST))) {
                var words = line.split(" +");
                var library = LIBRARIES.resolve(words[1]);
                assertTrue(
                        Files.exists(library),
                        () ->
                                file
                                        + " needs "
                                        + library
                                        + ": name it in deploy/standalone/pom.xml");
                assertEquals(words[0], digest(library), () -> library + " is another one");
                Files.copy(library, lib.resolve(words[1]));
            }
            Files.delete(zip.getPath(LIST));
        }
        return whole;
    }

    private static List<Path> libraries(FileSystem zip) throws IOException {
        var lib = zip.getPath(LIB);
        if (!Files.isDirectory(lib)) {
            return List.of();
        }
        try (var files = Files.list(lib)) {
            return files.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String digest(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Override
    public String toString() {
        return name();
    }
}
