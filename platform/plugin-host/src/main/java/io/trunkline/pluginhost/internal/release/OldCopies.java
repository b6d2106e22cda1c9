package io.trunkline.pluginhost.internal.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Copies of build folders that nobody reads any more.
final class OldCopies {

    /// No server of a developer runs so long.
    private static final Duration AGE = Duration.ofDays(2);

    private OldCopies() {}

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
