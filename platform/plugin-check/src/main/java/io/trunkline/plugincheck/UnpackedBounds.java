package io.trunkline.plugincheck;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// How much the classes and libraries of one plugin may unpack to: a jar of a megabyte can hold a
/// class of gigabytes, and whoever reads that has no memory left for anything else.
public final class UnpackedBounds {

    private static final int MOST_ENTRIES = 100_000;
    private static final long MOST_BYTES = 512L * 1024 * 1024;
    // Of what is read as a whole, by the platform or by the loader of the classes.
    private static final int LARGEST_WHOLE = 16 * 1024 * 1024;
    private static final int STEP = 64 * 1024;

    private final byte[] step = new byte[STEP];
    private int entries;
    private long bytes;

    /// Looks through libraries as the loader of their classes finds them.
    ///
    /// @param folder of the jars; nothing where there is none
    /// @throws RefusedException naming the jar that is too large
    public static void requireLibraries(Path folder) throws IOException, RefusedException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        UnpackedBounds bounds = new UnpackedBounds();
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        bounds.pass(jar, entry.getName(), content);
                    }
                }
            }
        }
    }

    /// An entry that is looked at.
    ///
    /// @throws RefusedException when it, or all of them together, is too large
    byte[] read(Path jar, String entry, InputStream content) throws IOException, RefusedException {
        count(jar);
        byte[] whole = content.readNBytes(LARGEST_WHOLE + 1);
        add(jar, whole.length);
        requireWhole(jar, entry, whole.length);
        return whole;
    }

    /// An entry that is not looked at here.
    ///
    /// @throws RefusedException as [#read]
    void pass(Path jar, String entry, InputStream content) throws IOException, RefusedException {
        count(jar);
        long size = 0;
        for (int read = content.read(step); read >= 0; read = content.read(step)) {
            size += read;
            add(jar, read);
            if (isReadWhole(entry)) {
                requireWhole(jar, entry, size);
            }
        }
    }

    /// Classes, and what the JDK reads when it opens a jar: its manifest and its signatures.
    private static boolean isReadWhole(String entry) {
        return entry.endsWith(".class")
                || entry.startsWith("META-INF/") && entry.lastIndexOf('/') == "META-INF".length();
    }

    private void count(Path jar) throws RefusedException {
        if (++entries > MOST_ENTRIES) {
            throw new RefusedException(
                    "with %s its libraries have more than %d entries"
                            .formatted(jar.getFileName(), MOST_ENTRIES));
        }
    }

    private void add(Path jar, int more) throws RefusedException {
        bytes += more;
        if (bytes > MOST_BYTES) {
            throw new RefusedException(
                    "with %s it unpacks to more than %d bytes"
                            .formatted(jar.getFileName(), MOST_BYTES));
        }
    }

    private static void requireWhole(Path jar, String entry, long size) throws RefusedException {
        if (size > LARGEST_WHOLE) {
            throw new RefusedException(
                    "%s of %s has more than %d bytes"
                            .formatted(entry, jar.getFileName(), LARGEST_WHOLE));
        }
    }
}
