package io.trunkline.testing.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseBeforeTest {

    @TempDir Path folder;

    @Test
    void ofSeveralReleasesTheLatestCounts() throws IOException {
        assertEquals(Optional.empty(), ReleaseBefore.latest(folder));
        release("0.9.0");
        release("0.10.0-rc.1");
        release("0.2.0");
        assertEquals(
                Optional.of(folder.resolve("some-0.10.0-rc.1.zip")), ReleaseBefore.latest(folder));
        release("0.10.0");
        assertEquals(Optional.of(folder.resolve("some-0.10.0.zip")), ReleaseBefore.latest(folder));

        Files.writeString(folder.resolve("other.zip"), "no zip");
        String refused =
                assertThrows(IllegalStateException.class, () -> ReleaseBefore.latest(folder))
                        .getMessage();
        assertTrue(refused.contains("other.zip is no release of a plugin"), refused);
    }

    private void release(String version) throws IOException {
        Path zip = folder.resolve("some-" + version + ".zip");
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Files.writeString(
                    files.getPath("plugin.properties"), "plugin.version=" + version + "\n");
        }
    }
}
