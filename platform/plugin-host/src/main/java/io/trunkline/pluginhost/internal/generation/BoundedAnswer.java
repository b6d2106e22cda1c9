package io.trunkline.pluginhost.internal.generation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Takes what a route answers, up to a limit: an answer without an end ends there, and never lies
/// in memory whole.
final class BoundedAnswer extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int limit;

    BoundedAnswer(int limit) {
        this.limit = limit;
    }

    static final class TooLargeException extends IOException {

        private TooLargeException(int limit) {
            super("the answer holds more than " + limit + " bytes");
        }
    }

    @Override
    public void write(int one) throws IOException {
        require(1);
        bytes.write(one);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
        require(length);
        bytes.write(some, from, length);
    }

    private void require(int more) throws IOException {
        if (more > limit - bytes.size()) {
            throw new TooLargeException(limit);
        }
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
