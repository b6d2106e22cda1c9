package io.trunkline.testing.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.trunkline.spi.TrunklinePlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginTextFilesTest {

    @TempDir Path folder;

    @Test
    void everyPluginSaysWhatItIsCalledAndWhatItIsFor() {
        assertEquals(
                Set.of("plugin.name", "plugin.summary"),
                texts().promised(
                                new TrunklinePlugin() {},
                                new ClassFileImporter().importPath(folder)));
    }

    @Test
    void aTextWithoutWordsIsNone() throws IOException {
        Files.writeString(
                folder.resolve("messages_zh.properties"), "plugin.name=收藏\nplugin.summary=\n");
        assertEquals(Set.of("plugin.name", "plugin.summary"), texts().keys("zh"));
        assertEquals(Set.of("plugin.summary"), texts().blank("zh"));
        assertThrows(UncheckedIOException.class, () -> texts().blank("en"));
    }

    private PluginTextFiles texts() {
        return new PluginTextFiles(
                new TestedPlugin(new Properties(), getClass().getClassLoader()), folder);
    }
}
