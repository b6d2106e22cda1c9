package io.trunkline.standalone;

import io.trunkline.spi.TrunklinePlugin;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The SPI of this build as another version of it might be.
final class OtherSpi {
    private OtherSpi() {}

    /// @param without simple names of classes that it lost
    static Path jar(Path folder, String version, List<String> without) throws Exception {
        var jar = folder.resolve("spi-" + version + ".jar");
        try (var files = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            copy(built(), files);
            var spi = files.getPath("io/trunkline/spi");
            Files.writeString(spi.resolve("spi.properties"), "version=" + version + "\n");
            for (var name : without) {
                Files.delete(spi.resolve(name + ".class"));
            }
        }
        return jar;
    }

    /// The one for screens, as it is.
    static Path screens(Path folder) throws IOException {
        var jar = folder.resolve("ui-spi.jar");
        try (var files = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            copyAll(SharedStack.project().resolve("ui/spi/target/classes"), files);
        }
        return jar;
    }

    /// One for screens that lost all but a class that nobody needs.
    static Path emptyScreens(Path folder) throws IOException {
        var jar = folder.resolve("empty-ui-spi.jar");
        var kept = "io/trunkline/ui/spi/package-info.class";
        try (var files = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            Files.createDirectories(files.getPath(kept).getParent());
            Files.copy(
                    SharedStack.project().resolve("ui/spi/target/classes").resolve(kept),
                    files.getPath(kept));
        }
        return jar;
    }

    private static void copy(Path from, FileSystem to) throws IOException {
        if (Files.isRegularFile(from)) {
            try (var jar = FileSystems.newFileSystem(from)) {
                copyAll(jar.getPath("/"), to);
            }
        } else {
            copyAll(from, to);
        }
    }

    private static void copyAll(Path from, FileSystem to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.getPath("/").resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    /// A jar, or the folder of the classes where the build goes no further.
    private static Path built() throws URISyntaxException {
        return Path.of(
                TrunklinePlugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
