package io.trunkline.standalone;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once from the archive on the class path.
final class PostgresBinaries {
    private static final Set<PosixFilePermission> PROGRAM =
            java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x");

    private PostgresBinaries() {}

    /// Does nothing when it is done already.
    ///
    /// @return the folder with `bin/postgres`
    static Path unpack(Home home) {
        var folder = home.programs().resolve("postgresql");
        var done = folder.resolve(".unpacked");
        if (Files.exists(done)) {
            return folder;
        }
        // Two launchers with different homes may come here at once.
        try (var channel =
                        FileChannel.open(
                                home.programs().resolve("postgresql.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.exists(done)) {
                unpackInto(folder);
                Files.createFile(done);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpackInto(Path folder) throws IOException {
        Home.delete(folder);
        Files.createDirectories(folder);
        try (var archive = archive();
                var tar =
                        new TarArchiveInputStream(
                                new XZInputStream(new BufferedInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpackEntry(folder, entry, tar);
            }
        }
    }

    private static void unpackEntry(Path folder, TarArchiveEntry entry, InputStream content)
            throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("Entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        if (entry.isLink()) {
            Files.createLink(target, folder.resolve(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, PROGRAM);
        }
    }

    private static InputStream archive() {
        var system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        var architecture =
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64" -> "arm_64";
                    default -> System.getProperty("os.arch");
                };
        var variant = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
        var name = "/postgres-%s-%s%s.txz".formatted(system, architecture, variant);
        var archive = PostgresBinaries.class.getResourceAsStream(name);
        if (archive == null) {
            throw new StandaloneException(
                    "There is no embedded PostgreSQL for this machine: " + name);
        }
        return archive;
    }
}
