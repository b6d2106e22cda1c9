package io.trunkline.pluginhost.internal.release;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;

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
    /// `target/lib`.
    record BuildFolder(Path classes) implements Candidate {

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
                return new Release(
                        Manifest.read(reader), classes.resolve("..").normalize(), name());
            } catch (IOException e) {
                throw new RefusedException(manifest + " cannot be read: " + e.getMessage(), e);
            }
        }
    }
}
