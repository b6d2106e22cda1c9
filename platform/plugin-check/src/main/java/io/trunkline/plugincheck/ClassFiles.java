package io.trunkline.plugincheck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The classes a plugin meets, its own among them. Names are like `io.trunkline.spi.Route$Handler`.
public interface ClassFiles {

    /// @return empty where there is none, or nothing is known of it but that it is there
    Optional<byte[]> find(String name);

    boolean has(String name);

    /// What a loader finds.
    static ClassFiles of(ClassLoader loader) {
        return new ClassFiles() {
            @Override
            public Optional<byte[]> find(String name) {
                try (InputStream file = loader.getResourceAsStream(path(name))) {
                    return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public boolean has(String name) {
                return loader.getResource(path(name)) != null;
            }
        };
    }

    private static String path(String name) {
        return name.replace('.', '/') + ".class";
    }
}
