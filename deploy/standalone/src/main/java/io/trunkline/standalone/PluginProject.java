package io.trunkline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes the project of a plugin that lives outside of this repository: a small plugin that builds,
/// passes its tests and runs, to be changed into what is wanted.
final class PluginProject {
    private static final String TEMPLATE = "deploy/standalone/src/plugin-template";
    private static final String FIND_JDK = "deploy/standalone/find-jdk.sh";

    private final Path project;
    private final PartnerKit kit;

    /// @param project root of Trunkline's source tree
    PluginProject(Path project) {
        this.project = project;
        this.kit = new PartnerKit(project);
    }

    /// @param folder made when missing
    /// @throws StandaloneException when the name is one of Trunkline's, or the folder lies in
    ///   Trunkline's own or is not empty; nothing was written then
    void make(PluginName name, Path folder) {
        var target = folder.toAbsolutePath().normalize();
        check(name, target);
        try {
            writeTemplate(name, target);
            copyBuildTools(target);
        } catch (IOException e) {
            throw new StandaloneException(
                    "The project could not be written to " + target + ": " + e.getMessage(), e);
        }
    }

    private void check(PluginName name, Path target) {
        if (Files.exists(project.resolve("plugins").resolve(name.id()).resolve("pom.xml"))) {
            throw new StandaloneException(
                    "\"%s\" is a plugin of Trunkline itself: choose another name."
                            .formatted(name.id()));
        }
        if (target.startsWith(project)) {
            throw new StandaloneException(
                    "%s lies in Trunkline's own folder. Name one outside: ./trunkline plugin new %s %s"
                            .formatted(target, name.id(), project.resolveSibling(name.id())));
        }
        if (Files.exists(target) && !isEmptyFolder(target)) {
            throw new StandaloneException(
                    "%s is there already and not an empty folder: name another one, or remove it."
                            .formatted(target));
        }
    }

    private static boolean isEmptyFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeTemplate(PluginName name, Path target) throws IOException {
        var template = project.resolve(TEMPLATE);
        var words = words(name);
        try (var files = Files.walk(template)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var path = template.relativize(file).toString();
                var to = target.resolve(filled(path, words));
                Files.createDirectories(to.resolveSibling(""));
                Files.writeString(to, filled(Files.readString(file), words));
            }
        }
    }

    /// What stands for what in the template, in the names of its files too.
    private Map<String, String> words(PluginName name) {
        var words = new LinkedHashMap<String, String>();
        words.put("__id__", name.id());
        words.put("__Name__", name.className());
        words.put("__words__", name.words());
        words.put("__package__", name.packageName());
        words.put("__folder__", name.packageName().replace('.', '/'));
        words.put("__schema__", "plugin_" + name.id().replace('-', '_'));
        words.put("__platform__", kit.version());
        return words;
    }

    private static String filled(String text, Map<String, String> words) {
        var filled = text;
        for (var word : words.entrySet()) {
            filled = filled.replace(word.getKey(), word.getValue());
        }
        return filled;
    }

    /// The wrapper fetches the same Maven, and the compiler checks need its JVM settings.
    private void copyBuildTools(Path target) throws IOException {
        var settings = Files.createDirectories(target.resolve(".mvn"));
        for (var file : new String[] {"jvm.config", "maven.config"}) {
            Files.copy(project.resolve(".mvn").resolve(file), settings.resolve(file));
        }
        Files.copy(project.resolve(FIND_JDK), settings.resolve("find-jdk.sh"));
        var wrapper = target.resolve("mvnw");
        Files.writeString(
                wrapper,
                Files.readString(project.resolve("mvnw")).replace(FIND_JDK, ".mvn/find-jdk.sh"));
        if (!wrapper.toFile().setExecutable(true)) {
            throw new IOException(wrapper + " cannot be made executable");
        }
    }
}
