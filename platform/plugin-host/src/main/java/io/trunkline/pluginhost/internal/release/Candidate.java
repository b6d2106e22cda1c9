package io.trunkline.pluginhost.internal.release;

import io.trunkline.plugincheck.Manifest;
import io.trunkline.plugincheck.RefusedException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A zip or a build folder that may hold a plugin.
public sealed interface Candidate {

    /// For the operator, and its name as long as no manifest was read.
    String name();

    Release open() throws RefusedException;

    /// A plugin zip: `plugin.properties` beside `classes/` and `lib/`.
    record Zip(Path file, Path workFolder) implements Candidate {

        @Override
        public String name() {
            return file.getFileName().toString();
        }

        @Override
        public Release open() throws RefusedException {
            return new ZipUnpacking(file, workFolder).release();
        }
    }

    /// A build folder `target/classes`, with the manifest among the classes and the libraries in
    /// `target/lib`. What is opened is a copy: the next build writes into the folder.
    record BuildFolder(Path classes, Path workFolder) implements Candidate {

        private static final String COPY = ".built";

        @Override
        public String name() {
            return classes.toString();
        }

        @Override
        public Release open() throws RefusedException {
            Path manifest = classes.resolve(Manifest.FILE);
            if (!classes.endsWith("classes") || !Files.isRegularFile(manifest)) {
                throw new RefusedException(
                        "no folder target/classes with a " + Manifest.FILE + ": " + classes);
            }
            try (Reader reader = Files.newBufferedReader(manifest)) {
                return new Release(Manifests.read(reader), copy(), name());
            } catch (IOException | UncheckedIOException e) {
                throw new RefusedException(manifest + " cannot be read: " + e.getMessage(), e);
            }
        }

        /// Differs when something was built.
        long stamp() {
            return BuiltFolder.stamp(classes, lib());
        }

        private Path lib() {
            return classes.resolveSibling("lib");
        }

        private Path copy() throws IOException {
            Files.createDirectories(workFolder);
            OldCopies.sweep(workFolder, COPY);
            Path root = Files.createTempDirectory(workFolder, COPY).resolve(Release.BUILT);
            copy(classes, root.resolve("classes"));
            if (Files.isDirectory(lib())) {
                copy(lib(), root.resolve("lib"));
            }
            return root;
        }

        private static void copy(Path from, Path to) throws IOException {
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.toList()) {
                    Path target = to.resolve(from.relativize(file));
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                }
            }
        }
    }
}
