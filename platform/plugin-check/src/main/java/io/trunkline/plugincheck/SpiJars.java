package io.trunkline.plugincheck;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// An SPI as it lies in its jars, and perhaps the one for screens: nothing of it is loaded.
public final class SpiJars {

    /// How many jars may be given.
    public static final int MOST_JARS = 8;

    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_BYTES = 32L * 1024 * 1024;
    private static final String VERSION_FILE = "io/trunkline/spi/spi.properties";
    private static final String CLASS = ".class";

    private final Map<String, byte[]> classes = new HashMap<>();
    private @Nullable String version;
    private long bytes;
    private int entries;

    private SpiJars() {}

    /// @param name for people
    public record Jar(String name, Path file) {

        public static Jar of(Path file) {
            return new Jar(String.valueOf(file.getFileName()), file);
        }
    }

    /// @throws RefusedException naming the jar that is none, or what they lack
    public static SpiJars read(List<Jar> jars) throws RefusedException {
        if (jars.size() > MOST_JARS) {
            throw new RefusedException("more than " + MOST_JARS + " jars");
        }
        SpiJars spi = new SpiJars();
        for (Jar jar : jars) {
            try {
                spi.add(jar);
            } catch (IOException | IllegalArgumentException e) {
                throw new RefusedException(jar.name() + " cannot be read: " + e.getMessage(), e);
            }
        }
        if (spi.version == null) {
            throw new RefusedException("none of the jars is an SPI: there is no " + VERSION_FILE);
        }
        return spi;
    }

    private void add(Jar jar) throws IOException, RefusedException {
        int before = entries;
        try (InputStream file = Files.newInputStream(jar.file());
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw new RefusedException(
                            "the jars have more than " + MOST_ENTRIES + " entries");
                }
                byte[] content = content(zip);
                if (entry.getName().equals(VERSION_FILE)) {
                    version = version(jar, content);
                } else if (entry.getName().endsWith(CLASS)) {
                    keep(jar, entry.getName(), content);
                }
            }
        }
        if (entries == before) {
            throw new RefusedException(jar.name() + " is no jar, or an empty one");
        }
    }

    private byte[] content(ZipInputStream zip) throws IOException, RefusedException {
        byte[] content = zip.readNBytes((int) (MOST_BYTES - bytes + 1));
        bytes += content.length;
        if (bytes > MOST_BYTES) {
            throw new RefusedException("the jars unpack to more than " + MOST_BYTES + " bytes");
        }
        return content;
    }

    private String version(Jar jar, byte[] content) throws IOException, RefusedException {
        Properties properties = new Properties();
        properties.load(new ByteArrayInputStream(content));
        String found = properties.getProperty("version", "").strip();
        if (version != null || !found.matches("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?")) {
            throw new RefusedException(
                    version == null
                            ? jar.name() + " states no version like 1.2.0 in " + VERSION_FILE
                            : "two of the jars are an SPI: " + jar.name() + " is the second");
        }
        return found;
    }

    private void keep(Jar jar, String path, byte[] content) throws RefusedException {
        String name = path.substring(0, path.length() - CLASS.length()).replace('/', '.');
        if (!VisibleNames.isSpi(name)) {
            return;
        }
        requireReadable(name, content);
        if (classes.putIfAbsent(name, content) != null) {
            throw new RefusedException(
                    jar.name() + " has " + name + ", as another of the jars has");
        }
    }

    /// All of it that will be asked for: a file is otherwise read as far as needed, and later.
    private static void requireReadable(String name, byte[] content) throws RefusedException {
        try {
            ClassModel type = ClassFile.of().parse(content);
            List<Object> asked = new ArrayList<>(List.of(type.flags().flags(), type.superclass()));
            type.interfaces().forEach(above -> asked.add(Types.name(above)));
            type.methods()
                    .forEach(method -> {
                        asked.add(method.methodTypeSymbol());
                        asked.add(method.flags().flags());
                    });
            type.fields()
                    .forEach(field -> {
                        asked.add(field.fieldTypeSymbol());
                        asked.add(field.flags().flags());
                    });
            if (!Types.name(type).equals(name)) {
                throw new RefusedException(name + " is in truth the class " + Types.name(type));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new RefusedException(
                    "the class " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    public String version() {
        return String.valueOf(version);
    }

    /// Whether the one for screens is in the jars.
    public boolean hasScreens() {
        return classes.keySet().stream().anyMatch(VisibleNames::isUiSpi);
    }

    /// These in place of the SPI that is there. The one for screens stays where the jars have none.
    ///
    /// @param others all else the plugin meets
    public ClassFiles before(ClassFiles others) {
        boolean screens = hasScreens();
        return new ClassFiles() {
            @Override
            public Optional<byte[]> find(String name) {
                return isOurs(name) ? Optional.ofNullable(classes.get(name)) : others.find(name);
            }

            @Override
            public boolean has(String name) {
                return isOurs(name) ? classes.containsKey(name) : others.has(name);
            }

            private boolean isOurs(String name) {
                return VisibleNames.isUiSpi(name) ? screens : VisibleNames.isSpi(name);
            }
        };
    }
}
