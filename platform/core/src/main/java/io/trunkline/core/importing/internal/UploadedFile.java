package io.trunkline.core.importing.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The uploaded bytes in a temporary file, kept only until their rows are stored.
public final class UploadedFile implements AutoCloseable {

    private static final int MEGABYTE = 1024 * 1024;
    static final int MOST_MEGABYTES = 100;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLD_OFFICE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private final Path path;

    private UploadedFile(Path path) {
        this.path = path;
    }

    /// Reads the content to its end, or as far as it takes to know that it is refused: too large, a
    /// spreadsheet, binary, empty.
    public static UploadedFile take(InputStream content) throws RefusedFileException {
        try {
            UploadedFile file = new UploadedFile(Files.createTempFile("trunkline-import", ".csv"));
            boolean kept = false;
            try {
                file.fill(content);
                kept = true;
                return file;
            } finally {
                if (!kept) {
                    file.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(InputStream content) throws IOException, RefusedFileException {
        long size = 0;
        try (OutputStream out = Files.newOutputStream(path)) {
            byte[] buffer = new byte[64 * 1024];
            int read;
            while ((read = content.readNBytes(buffer, 0, buffer.length)) > 0) {
                if (size == 0) {
                    refuseOtherFormats(buffer, read);
                }
                size += read;
                if (size > (long) MOST_MEGABYTES * MEGABYTE) {
                    throw new RefusedFileException("too-large", String.valueOf(MOST_MEGABYTES));
                }
                refuseBinary(buffer, read);
                out.write(buffer, 0, read);
            }
        }
        if (size == 0) {
            throw new RefusedFileException("empty");
        }
    }

    private static void refuseOtherFormats(byte[] head, int length) throws RefusedFileException {
        if (startsWith(head, length, ZIP) || startsWith(head, length, OLD_OFFICE)) {
            throw new RefusedFileException("spreadsheet");
        }
        boolean utf16 =
                length > 1
                        && ((head[0] == (byte) 0xFF && head[1] == (byte) 0xFE)
                                || (head[0] == (byte) 0xFE && head[1] == (byte) 0xFF));
        if (utf16) {
            throw new RefusedFileException("encoding");
        }
    }

    private static boolean startsWith(byte[] head, int length, byte[] magic) {
        return length >= magic.length
                && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    private static void refuseBinary(byte[] buffer, int length) throws RefusedFileException {
        for (int i = 0; i < length; i++) {
            if (buffer[i] == 0) {
                throw new RefusedFileException("binary");
            }
        }
    }

    /// Begun ones count whole.
    public long megabytes() {
        return (bytes() + MEGABYTE - 1) / MEGABYTE;
    }

    long bytes() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
