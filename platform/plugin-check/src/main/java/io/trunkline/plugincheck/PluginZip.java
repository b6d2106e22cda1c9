package io.trunkline.plugincheck;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// A plugin's zip, looked at where no platform is. What the platform shows besides the SPI (Vaadin
/// Flow, slf4j) is taken to be there, and to have what is asked of it.
public final class PluginZip {

    private static final String CLASS = ".class";

    private PluginZip() {}

    /// @throws RefusedException when it is no plugin's zip
    public static Fit check(Path zip, SpiJars spi) throws RefusedException {
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            Path root = files.getPath("/");
            Path manifest = root.resolve(Manifest.FILE);
            if (!Files.isRegularFile(manifest)) {
                throw new RefusedException("the zip has no " + Manifest.FILE);
            }
            try (Reader reader = Files.newBufferedReader(manifest)) {
                return Fit.of(
                        Manifest.read(reader),
                        root,
                        spi.before(new Alone(own(root))),
                        spi.version(),
                        true);
            }
        } catch (ProviderNotFoundException | ZipException e) {
            throw new RefusedException(zip.getFileName() + " is no zip", e);
        } catch (IOException | UncheckedIOException e) {
            throw new RefusedException(
                    "%s cannot be read: %s".formatted(zip.getFileName(), e.getMessage()), e);
        }
    }

    /// Its classes and those of its libraries, which come second.
    private static Map<String, byte[]> own(Path root) throws IOException, RefusedException {
        Map<String, byte[]> own = new HashMap<>();
        UnpackedBounds bounds = new UnpackedBounds();
        Path classes = root.resolve("classes");
        if (Files.isDirectory(classes)) {
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    try (InputStream content = Files.newInputStream(file)) {
                        String name = classes.relativize(file).toString();
                        keep(own, name, bounds.read(classes, name, content));
                    }
                }
            }
        }
        Path libraries = root.resolve("lib");
        if (Files.isDirectory(libraries)) {
            try (Stream<Path> jars = Files.list(libraries)) {
                for (Path jar : jars.filter(path -> path.toString().endsWith(".jar")).toList()) {
                    library(own, jar, bounds);
                }
            }
        }
        return own;
    }

    private static void library(Map<String, byte[]> own, Path jar, UnpackedBounds bounds)
            throws IOException, RefusedException {
        try (InputStream file = Files.newInputStream(jar);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(CLASS)) {
                    keep(own, entry.getName(), bounds.read(jar, entry.getName(), zip));
                } else {
                    bounds.pass(jar, entry.getName(), zip);
                }
            }
        }
    }

    private static void keep(Map<String, byte[]> own, String path, byte[] content) {
        if (path.endsWith(CLASS)) {
            own.putIfAbsent(
                    path.substring(0, path.length() - CLASS.length()).replace('/', '.'), content);
        }
    }

    /// The plugin with the JDK's own classes.
    private record Alone(Map<String, byte[]> own, ClassFiles jdk) implements ClassFiles {

        Alone(Map<String, byte[]> own) {
            this(own, ClassFiles.of(ClassLoader.getPlatformClassLoader()));
        }

        @Override
        public Optional<byte[]> find(String name) {
            return Optional.ofNullable(own.get(name)).or(() -> jdk.find(name));
        }

        @Override
        public boolean has(String name) {
            return VisibleNames.isVisible(name) || own.containsKey(name) || jdk.has(name);
        }
    }
}
