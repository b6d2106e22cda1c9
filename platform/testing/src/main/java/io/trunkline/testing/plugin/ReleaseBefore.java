package io.trunkline.testing.plugin;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// The last release of the plugin under test, where it has one: the zip in `src/test/released`, of
/// several the latest, or the one that the system property `trunkline.released` names.
///
/// @param zip as it was released, signed or not
/// @param plugin to be asked what it declares
record ReleaseBefore(Path zip, TestedPlugin plugin) {

    private static final String PROPERTY = "trunkline.released";
    private static final Path FOLDER = Path.of("src", "test", "released");

    static Optional<ReleaseBefore> find() {
        return file().map(ReleaseBefore::of);
    }

    private static Optional<Path> file() {
        String named = System.getProperty(PROPERTY, "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named).toAbsolutePath());
        }
        if (!Files.isDirectory(FOLDER)) {
            return Optional.empty();
        }
        return latest(FOLDER).map(Path::toAbsolutePath);
    }

    /// Of the zips in a folder the one of the highest version.
    static Optional<Path> latest(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".zip"))
                    .max(Comparator.comparing(ReleaseBefore::version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModuleDescriptor.Version version(Path zip) {
        try (FileSystem inside = FileSystems.newFileSystem(zip);
                Reader reader = Files.newBufferedReader(inside.getPath("plugin.properties"))) {
            Properties manifest = new Properties();
            manifest.load(reader);
            return ModuleDescriptor.Version.parse(manifest.getProperty("plugin.version", ""));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(zip + " is no release of a plugin", e);
        }
    }

    private static ReleaseBefore of(Path zip) {
        try {
            Path root = Files.createTempDirectory("released");
            unpack(zip, root);
            TestedPlugin plugin =
                    TestedPlugin.of(root.resolve("plugin.properties"), new OwnClasses(urls(root)));
            return new ReleaseBefore(zip, plugin);
        } catch (IOException e) {
            throw new UncheckedIOException(zip + " is no release of a plugin", e);
        }
    }

    private static void unpack(Path zip, Path root) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(zip)) {
            try (Stream<Path> files = Files.walk(inside.getPath("/"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = root.resolve(file.toString().substring(1)).normalize();
                    if (target.startsWith(root)) {
                        Files.createDirectories(target.getParent());
                        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }

    private static URL[] urls(Path root) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(url(root.resolve("classes")));
        if (Files.isDirectory(root.resolve("lib"))) {
            try (Stream<Path> jars = Files.list(root.resolve("lib"))) {
                for (Path jar : jars.toList()) {
                    urls.add(url(jar));
                }
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }

    /// Classes of these names, in their present state, are on the class path of the tests too.
    private static final class OwnClasses extends URLClassLoader {

        OwnClasses(URL[] urls) {
            super(urls, Thread.currentThread().getContextClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null) {
                    return known;
                }
                try {
                    return name.startsWith("java.")
                            ? super.loadClass(name, resolve)
                            : findClass(name);
                } catch (ClassNotFoundException e) {
                    return super.loadClass(name, resolve);
                }
            }
        }
    }
}
