package io.trunkline.plugincheck;

import io.trunkline.plugincheck.Break.Kind;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Looks whether every class that a plugin's own byte code names can be found, and every member of
/// the SPI: a forgotten library, or an SPI that is another one than it was built for, is told
/// before the first call that needs it.
public final class PluginCheck {

    private static final String CLASS = ".class";

    private final Types types;
    private final SpiUse spi;
    private final boolean screens;

    /// @param files what the plugin meets, its own classes and libraries among it
    /// @param screens false where none can be shown: what is for them is not looked at then
    public PluginCheck(ClassFiles files, boolean screens) {
        this.types = new Types(files);
        this.spi = new SpiUse(types);
        this.screens = screens;
    }

    /// @param root holds `classes/`, and `lib/` with its libraries
    /// @return what would fail, each once, by class
    /// @throws RefusedException when its classes cannot be read
    public List<Break> broken(Path root) throws RefusedException {
        try {
            Set<Break> broken = new TreeSet<>();
            Path classes = root.resolve("classes");
            for (Path file : files(classes, CLASS)) {
                ClassModel type = ClassFile.of().parse(Files.readAllBytes(file));
                if (screens || !isForScreens(type)) {
                    broken.addAll(spi.broken(type));
                }
                broken.addAll(missing(type));
                broken.addAll(ForbiddenApis.used(type));
            }
            UnpackedBounds bounds = new UnpackedBounds();
            for (Path library : files(root.resolve("lib"), ".jar")) {
                broken.addAll(library(library, bounds));
            }
            return List.copyOf(broken);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new RefusedException("its classes cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(ending)).toList();
        }
    }

    /// What of a library is made for the SPI. Its other classes are its own affair: many name
    /// libraries that nobody needs.
    private Set<Break> library(Path library, UnpackedBounds bounds)
            throws IOException, RefusedException {
        Set<Break> broken = new TreeSet<>();
        try (InputStream file = Files.newInputStream(library);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (!name.endsWith(CLASS) || name.startsWith("META-INF/")) {
                    bounds.pass(library, name, zip);
                } else {
                    ClassModel type = ClassFile.of().parse(bounds.read(library, name, zip));
                    if (names(type).stream().anyMatch(VisibleNames::isSpi)
                            && (screens || !isForScreens(type))) {
                        broken.addAll(spi.broken(type));
                    }
                }
            }
        }
        return broken;
    }

    /// On a node without screens nothing of them is loaded.
    private static boolean isForScreens(ClassModel type) {
        return names(type).stream().anyMatch(VisibleNames::isForScreens);
    }

    private List<Break> missing(ClassModel type) {
        return names(type).stream()
                .filter(name -> !VisibleNames.isSpi(name))
                .filter(name -> screens || !VisibleNames.isForScreens(name))
                .filter(name -> !types.has(name))
                .map(name -> new Break(Types.name(type), Kind.MISSING, name))
                .toList();
    }

    private static Set<String> names(ClassModel type) {
        Set<String> names = new TreeSet<>();
        for (PoolEntry entry : type.constantPool()) {
            if (entry instanceof ClassEntry named && !named.asInternalName().startsWith("[")) {
                names.add(Types.name(named));
            }
        }
        return names;
    }
}
