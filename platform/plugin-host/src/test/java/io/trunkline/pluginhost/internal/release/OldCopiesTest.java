package io.trunkline.pluginhost.internal.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OldCopiesTest {

    @TempDir Path work;

    @Test
    void whatAKilledProcessHadNotFinishedGoesAfterSomeDays() throws IOException {
        Path plugin = work.resolve("example");
        Files.createDirectories(plugin.resolve("1.0.0-abc/classes"));
        Files.createDirectories(plugin.resolve(".unpacking1/classes"));
        Files.writeString(plugin.resolve(".unpacking1/classes/A.class"), "half");
        Files.createDirectories(plugin.resolve(".unpacking2"));
        Files.writeString(work.resolve(".fetched1.zip"), "half");
        Files.writeString(work.resolve(".fetched2.zip"), "half");
        for (String old : List.of("example/1.0.0-abc", "example/.unpacking1", ".fetched1.zip")) {
            Files.setLastModifiedTime(
                    work.resolve(old), FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        }

        OldCopies.sweepUnfinished(work);

        assertEquals(
                List.of(
                        ".fetched2.zip",
                        "example",
                        "example/.unpacking2",
                        "example/1.0.0-abc",
                        "example/1.0.0-abc/classes"),
                left());
        OldCopies.sweepUnfinished(work.resolve("nothing"));
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            return files.skip(1).map(file -> work.relativize(file).toString()).sorted().toList();
        }
    }
}
