package io.trunkline.pluginhost.internal.generation;

import io.trunkline.pluginhost.internal.release.RefusedException;
import io.trunkline.pluginhost.internal.release.SpiVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Looks whether every class that the plugin's own byte code names can be found, and every member
/// of the SPI: a forgotten library, or an SPI that is another one than it was built for, is told at
/// start and not by the first call that needs it.
final class References {

    private final ClassLoader loader;
    private final boolean screens;

    References(ClassLoader loader, boolean screens) {
        this.loader = loader;
        this.screens = screens;
    }

    void check(Path classes) throws RefusedException {
        Set<String> missing = new TreeSet<>();
        Set<String> broken = new TreeSet<>();
        Set<String> forbidden = new TreeSet<>();
        SpiUse spi = new SpiUse(loader);
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                ClassModel type = ClassFile.of().parse(Files.readAllBytes(file));
                if (screens || !isForScreens(type)) {
                    broken.addAll(spi.broken(type));
                }
                missing.addAll(missing(type));
                forbidden.addAll(ForbiddenApis.used(type));
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new RefusedException("its classes cannot be read: " + e.getMessage(), e);
        }
        if (!forbidden.isEmpty()) {
            throw new RefusedException(
                    "it must not use what reaches beyond it: " + String.join("; ", forbidden));
        }
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    "missing "
                            + (missing.size() == 1 ? "class " : "classes ")
                            + String.join(", ", missing)
                            + ": put the library into the plugin, or use what the SPI offers");
        }
        if (!broken.isEmpty()) {
            throw new RefusedException(
                    "it does not fit SPI %s: %s"
                            .formatted(SpiVersion.current(), String.join("; ", broken)));
        }
    }

    /// On a node without screens nothing of them is loaded.
    private static boolean isForScreens(ClassModel type) {
        return names(type).stream()
                .anyMatch(name -> VisibleClasses.isForScreens(name.replace('/', '.')));
    }

    private List<String> missing(ClassModel type) {
        return names(type).stream()
                .filter(name -> screens || !VisibleClasses.isForScreens(name.replace('/', '.')))
                .filter(name -> loader.getResource(name + ".class") == null)
                .map(name -> name.replace('/', '.'))
                .toList();
    }

    private static Set<String> names(ClassModel type) {
        Set<String> names = new TreeSet<>();
        for (PoolEntry entry : type.constantPool()) {
            if (entry instanceof ClassEntry named && !named.asInternalName().startsWith("[")) {
                names.add(named.asInternalName());
            }
        }
        return names;
    }
}
