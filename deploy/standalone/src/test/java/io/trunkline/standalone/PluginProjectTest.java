package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written and what is refused; that it builds and runs is [PluginKitIT]'s to show.
class PluginProjectTest {
    private static final PluginName NAME = new PluginName("tax-refund");

    @TempDir Path folder;

    private final PluginProject projects = new PluginProject(SharedStack.project());

    @Test
    void leavesNoWordOfTheTemplateUnfilled() throws IOException {
        var made = folder.resolve("made");
        projects.make(NAME, made);
        try (var files = Files.walk(made)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(file.toString().contains("__"), file.toString());
                assertFalse(Files.readString(file).contains("__"), file.toString());
            }
        }
        assertTrue(Files.isExecutable(made.resolve("mvnw")));
        assertTrue(Files.exists(made.resolve("src/main/java/com/example/taxrefund")));
    }

    @Test
    void refusesAFolderThatIsNotEmptyAndLeavesItAlone() throws IOException {
        Files.writeString(folder.resolve("kept.txt"), "kept");
        assertTrue(refusal(NAME, folder).contains("not an empty folder"));
        assertTrue(refusal(NAME, folder.resolve("kept.txt")).contains("not an empty folder"));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("kept.txt")), files.toList());
        }
    }

    @Test
    void refusesOurOwnFolderAndNames() {
        var inside = SharedStack.project().resolve("tax-refund");
        assertTrue(refusal(NAME, inside).contains("lies in Trunkline's own folder"));
        assertTrue(
                refusal(new PluginName("example"), folder)
                        .contains("a plugin of Trunkline itself"));
        assertFalse(Files.exists(inside));
    }

    @Test
    void theRepositoryIsTheOneThatMavenUses() throws IOException {
        assertEquals(
                folder.resolve(".m2/repository"), MavenRepository.usual(Map.of(), folder).folder());
        Files.createDirectory(folder.resolve(".m2"));
        Files.writeString(
                folder.resolve(".m2/settings.xml"),
                "<settings><localRepository>${user.home}/kept</localRepository></settings>");
        assertEquals(folder.resolve("kept"), MavenRepository.usual(Map.of(), folder).folder());
        assertEquals(
                folder.resolve("named"),
                MavenRepository.usual(
                                Map.of(
                                        "TRUNKLINE_MAVEN_REPOSITORY",
                                        folder.resolve("named").toString()),
                                folder)
                        .folder());
    }

    private String refusal(PluginName name, Path target) {
        return assertThrows(StandaloneException.class, () -> projects.make(name, target))
                .getMessage();
    }
}
