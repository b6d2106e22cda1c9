package io.trunkline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// A local Maven repository, where builds of this machine find what is on no server.
///
/// @param folder made when missing
record MavenRepository(Path folder) {
    private static final String GROUP = "io/trunkline";

    /// The one that Maven uses here: as `TRUNKLINE_MAVEN_REPOSITORY` says, or the user's
    /// `settings.xml`, or `~/.m2/repository`.
    static MavenRepository usual(Map<String, String> environment, Path userHome) {
        var named = environment.getOrDefault("TRUNKLINE_MAVEN_REPOSITORY", "");
        if (!named.isBlank()) {
            return new MavenRepository(Path.of(named).toAbsolutePath());
        }
        var settings = userHome.resolve(".m2/settings.xml");
        var set = Files.exists(settings) ? XmlFile.read(settings).text("localRepository") : "";
        return new MavenRepository(
                set.isBlank()
                        ? userHome.resolve(".m2/repository")
                        : Path.of(set.replace("${user.home}", userHome.toString())));
    }

    /// Puts one file of the product there. Builds that have the file before it open keep reading
    /// that one: it is moved into place, not written over.
    ///
    /// @param extension `pom` or `jar`
    void put(String artifact, String version, String extension, Path file) {
        var target =
                folder.resolve(GROUP)
                        .resolve(artifact)
                        .resolve(version)
                        .resolve(artifact + "-" + version + "." + extension);
        try {
            Files.createDirectories(target.resolveSibling(""));
            var fresh = Files.createTempFile(target.resolveSibling(""), ".fresh", null);
            Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
