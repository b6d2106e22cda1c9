package io.trunkline.pluginhost.internal.release;

import io.trunkline.plugincheck.Manifest;
import io.trunkline.plugincheck.RefusedException;
import io.trunkline.plugincheck.UnpackedBounds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Unpacks a plugin zip once, to a path named by its version and content: a loaded jar is never
/// overwritten, and another zip with the same version gets another path.
record ZipUnpacking(Path file, Path workFolder) {

    private static final int MAX_ENTRIES = 20_000;
    private static final long MAX_BYTES = 300L * 1024 * 1024;
    // Of all but libraries: they are read as a whole.
    private static final long MAX_FILE = 16L * 1024 * 1024;
    private static final int MAX_MANIFEST = 64 * 1024;

    Release release() throws RefusedException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            Manifest manifest = manifest(zip);
            Path root =
                    workFolder
                            .resolve(manifest.id())
                            .resolve(manifest.version() + "-" + fingerprint().substring(0, 16));
            if (!Files.isDirectory(root)) {
                unpack(zip, root);
            }
            return new Release(manifest, root, file.getFileName().toString());
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException("the zip cannot be read: " + e.getMessage(), e);
        }
    }

    private static Manifest manifest(ZipFile zip) throws IOException, RefusedException {
        ZipEntry entry = zip.getEntry(Manifest.FILE);
        if (entry == null) {
            throw new RefusedException("the zip has no " + Manifest.FILE);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(MAX_MANIFEST + 1);
            if (content.length > MAX_MANIFEST) {
                throw new RefusedException(
                        Manifest.FILE + " has more than " + MAX_MANIFEST + " bytes");
            }
            return Manifests.read(new StringReader(new String(content, StandardCharsets.UTF_8)));
        }
    }

    private void unpack(ZipFile zip, Path root) throws IOException, RefusedException {
        Files.createDirectories(root.getParent());
        Path fresh = Files.createTempDirectory(root.getParent(), OldCopies.UNPACKING);
        try {
            long bytes = 0;
            if (zip.size() > MAX_ENTRIES) {
                throw new RefusedException("the zip has more than " + MAX_ENTRIES + " entries");
            }
            for (ZipEntry entry : Collections.list(zip.entries())) {
                bytes += write(zip, entry, fresh, MAX_BYTES - bytes);
            }
            UnpackedBounds.requireLibraries(fresh.resolve("lib"));
            Files.move(fresh, root, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            delete(fresh);
        } catch (IOException | RefusedException e) {
            delete(fresh);
            if (!Files.isDirectory(root)) {
                throw e;
            }
        }
    }

    private static long write(ZipFile zip, ZipEntry entry, Path folder, long room)
            throws IOException, RefusedException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new RefusedException("the zip has an entry outside of it: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return 0;
        }
        Files.createDirectories(target.getParent());
        long most = target.startsWith(folder.resolve("lib")) ? MAX_BYTES : MAX_FILE;
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] step = new byte[64 * 1024];
            long size = 0;
            for (int read = in.read(step); read >= 0; read = in.read(step)) {
                size += read;
                if (size > room) {
                    throw new RefusedException(
                            "the zip unpacks to more than " + MAX_BYTES + " bytes");
                }
                if (size > most) {
                    throw new RefusedException(
                            entry.getName() + " has more than " + most + " bytes");
                }
                out.write(step, 0, read);
            }
            return size;
        }
    }

    private String fingerprint() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Collections.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
