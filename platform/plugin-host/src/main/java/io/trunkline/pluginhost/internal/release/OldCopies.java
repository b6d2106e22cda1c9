package io.trunkline.pluginhost.internal.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What lies in the work folder and nobody reads any more: copies of build folders, and what a
/// process had not finished when it was killed.
final class OldCopies {

    /// Copy of a release that is looked at.
    static final String FETCHED = ".fetched";

    /// Folder of a release that is not whole yet.
    static final String UNPACKING = ".unpacking";

    /// No server of a developer runs so long, and nothing is unpacked so long.
    private static final Duration AGE = Duration.ofDays(2);

    private static final Logger LOG = LoggerFactory.getLogger(OldCopies.class);

    private OldCopies() {}

    /// Others may do the same in the same folder.
    static void sweepUnfinished(Path work) {
        try {
            if (Files.isDirectory(work)) {
                sweep(work, FETCHED);
                List<Path> plugins;
                try (Stream<Path> all = Files.list(work)) {
                    plugins = all.filter(Files::isDirectory).toList();
                }
                for (Path plugin : plugins) {
                    sweep(plugin, UNPACKING);
                }
            }
        } catch (IOException e) {
            LOG.debug("Swept at the next start", e);
        }
    }

    static void sweep(Path folder, String beginning) throws IOException {
        Instant limit = Instant.now().minus(AGE);
        List<Path> copies;
        try (Stream<Path> all = Files.list(folder)) {
            copies =
                    all.filter(copy -> copy.getFileName().toString().startsWith(beginning))
                            .toList();
        }
        for (Path copy : copies) {
            if (Files.getLastModifiedTime(copy).toInstant().isBefore(limit)) {
                try (Stream<Path> files = Files.walk(copy)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }
}
