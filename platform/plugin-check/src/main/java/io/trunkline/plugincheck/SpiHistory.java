package io.trunkline.plugincheck;

import com.github.zafarkhaja.semver.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The lists of an SPI by version, in a folder of files `1.2.0.txt`, and what they promise. Each
/// change of the SPI changes its version's list, and is seen there. From 1.0.0 on nothing goes, and
/// nothing new is asked of plugins, without a new major version; nothing comes without a minor one.
///
/// @param folder of the lists
public record SpiHistory(Path folder) {

    private static final String LIST = ".txt";

    /// @param version of the SPI now
    /// @param now what it offers, see [SpiList]
    /// @return what is wrong, each in a sentence; empty where all is well
    public List<String> problems(String version, List<String> now) throws IOException {
        List<String> problems = new ArrayList<>();
        List<String> written =
                Files.exists(file(version)) ? Files.readAllLines(file(version)) : List.of();
        without(now, written)
                .forEach(line -> problems.add("not in the list of " + version + ": " + line));
        without(written, now)
                .forEach(line -> problems.add("in the list of " + version + " alone: " + line));
        Optional<Version> before = before(version);
        if (before.isPresent()) {
            problems.addAll(kept(before.get(), Version.parse(version), now));
        }
        return problems;
    }

    /// Puts down what the SPI offers now.
    public void write(String version, List<String> now) throws IOException {
        Files.createDirectories(folder);
        Files.write(file(version), now);
    }

    private Path file(String version) {
        return folder.resolve(version + LIST);
    }

    private List<String> kept(Version before, Version version, List<String> now)
            throws IOException {
        List<String> problems = new ArrayList<>();
        List<String> old = Files.readAllLines(file(before.toString()));
        List<String> added = without(now, old);
        without(old, now)
                .forEach(line ->
                        problems.add(
                                "gone or changed since %s, which needs %d.0.0: %s"
                                        .formatted(before, before.majorVersion() + 1, line)));
        added.stream()
                .filter(line -> isAskedOfPlugins(line, old))
                .forEach(line ->
                        problems.add(
                                "asked of plugins that were built for %s, which needs %d.0.0: %s"
                                        .formatted(before, before.majorVersion() + 1, line)));
        if (version.minorVersion() == before.minorVersion()) {
            added.forEach(line ->
                    problems.add(
                            "new since %s, which needs %d.%d.0: %s"
                                    .formatted(
                                            before,
                                            before.majorVersion(),
                                            before.minorVersion() + 1,
                                            line)));
        }
        return problems;
    }

    /// A method without a body, or another type above, of a type that was there and that plugins
    /// may have implemented.
    private static boolean isAskedOfPlugins(String line, List<String> old) {
        String[] parts = line.split(" : ", 2);
        String type;
        if (parts[0].contains(SpiList.IS_A)) {
            type = parts[0].substring(0, parts[0].indexOf(SpiList.IS_A));
        } else if (parts[0].contains("(") && words(parts[1]).contains("abstract")) {
            type = parts[0].substring(0, parts[0].lastIndexOf('.', parts[0].indexOf('(')));
        } else {
            return false;
        }
        return old.stream()
                .filter(one -> one.startsWith(type + " : "))
                .map(one -> words(one.split(" : ", 2)[1]))
                .filter(words -> words.contains("abstract"))
                .anyMatch(words -> !words.contains(SpiList.PROVIDED) && !words.contains("sealed"));
    }

    private static List<String> words(String declared) {
        return List.of(declared.split(" "));
    }

    /// The latest version before this one that promised the same.
    private Optional<Version> before(String version) throws IOException {
        Version present = Version.parse(version);
        if (present.majorVersion() == 0 || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(LIST))
                    .map(name -> Version.parse(name.substring(0, name.length() - LIST.length())))
                    .filter(one -> one.majorVersion() == present.majorVersion())
                    .filter(one -> one.isLowerThan(present))
                    .max(Comparator.naturalOrder());
        }
    }

    private static List<String> without(List<String> lines, List<String> others) {
        return lines.stream().filter(line -> !others.contains(line)).toList();
    }
}
