package io.trunkline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/// Folders of one standalone installation; several can live side by side on one machine.
///
/// @param project root of the source tree, whose built parts are started
/// @param root where everything of this installation is kept
record Home(Path project, Path root) {

    Home {
        project = project.toAbsolutePath().normalize();
        root = root.toAbsolutePath().normalize();
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /// Process records and the lock of the launcher.
    Path run() {
        return root.resolve("run");
    }

    Path server() {
        return root.resolve("server");
    }

    Path plugins() {
        return root.resolve("plugins");
    }

    /// Certificates of the publishers whose plugins are installed and run.
    Path trusted() {
        return root.resolve("trusted");
    }

    /// Unpacked programs, the same for every installation of this source tree.
    Path programs() {
        return project.resolve(".trunkline").resolve("programs");
    }

    void createFolders() {
        try {
            Files.createDirectories(logs());
            Files.createDirectories(run());
            Files.createDirectories(plugins());
            Files.createDirectories(trusted());
            Files.createDirectories(programs());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes all data of this installation; the programs and the logs stay.
    void drop() {
        delete(postgres());
        delete(secrets());
        delete(run());
        delete(plugins());
        delete(trusted());
        delete(server());
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes a folder the same as another; only files that differ are copied.
    ///
    /// @return whether anything was different
    static boolean mirror(Path from, Path to) throws IOException {
        var different = false;
        Set<Path> wanted = new HashSet<>();
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(from.relativize(file));
                Files.createDirectories(target.resolveSibling(""));
                different |= copyWhenDifferent(file, target);
                wanted.add(target);
            }
        }
        try (var files = Files.walk(to)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (!wanted.contains(file)) {
                    Files.delete(file);
                    different = true;
                }
            }
        }
        return different;
    }

    static boolean copyWhenDifferent(Path from, Path to) throws IOException {
        if (Files.exists(to)
                && Files.size(to) == Files.size(from)
                && Files.getLastModifiedTime(to).equals(Files.getLastModifiedTime(from))) {
            return false;
        }
        Files.copy(
                from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        return true;
    }
}
