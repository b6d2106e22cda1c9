package io.trunkline.core.importing.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds a file's encoding by decoding all of it strictly: UTF-8, else GB18030, else it is refused.
record TextEncoding(Charset charset, boolean marked) {

    private static final Charset GB18030 = Charset.forName("GB18030");

    /// A text that begins with so many right Chinese characters is UTF-8 with an error in it: as
    /// GB18030 it would decode to nonsense without a complaint.
    private static final int CERTAINLY_UTF8 = 4;

    private static final char MARK = '\uFEFF';

    static TextEncoding of(UploadedFile file) throws RefusedFileException {
        boolean marked = hasMark(file.path());
        TextEncoding utf8 = new TextEncoding(StandardCharsets.UTF_8, marked);
        long wideBeforeError = utf8.firstError(file.path());
        if (wideBeforeError < 0) {
            return utf8;
        }
        TextEncoding chinese = new TextEncoding(GB18030, false);
        if (marked || wideBeforeError >= CERTAINLY_UTF8 || chinese.firstError(file.path()) >= 0) {
            throw new RefusedFileException("encoding");
        }
        return chinese;
    }

    Reader open(Path path) throws IOException {
        InputStream in = Files.newInputStream(path);
        if (marked) {
            in.skipNBytes(3);
        }
        CharsetDecoder strict =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        return new InputStreamReader(in, strict);
    }

    /// @return -1 when all of it decodes, else how many characters beyond Latin and its like came
    ///   before the error
    private long firstError(Path path) {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
        CharBuffer chars = CharBuffer.allocate(64 * 1024);
        long wide = 0;
        try (FileChannel channel = FileChannel.open(path)) {
            boolean atEnd = false;
            while (!atEnd) {
                atEnd = channel.read(bytes) < 0;
                CoderResult result = decoder.decode(bytes.flip(), chars.clear(), atEnd);
                wide += chars.flip().chars().filter(c -> c >= 0x800 && c != MARK).count();
                if (result.isError()) {
                    return wide;
                }
                bytes.compact();
            }
            return decoder.flush(chars.clear()).isError() ? wide : -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasMark(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(3);
            return head.length == 3
                    && head[0] == (byte) 0xEF
                    && head[1] == (byte) 0xBB
                    && head[2] == (byte) 0xBF;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
