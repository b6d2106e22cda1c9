package io.trunkline.core.export.internal;

import java.io.OutputStream;
import java.util.Arrays;

/// Cuts what is written into pieces and hands each on as soon as it is full.
final class Pieces extends OutputStream {

    private static final int SIZE = 256 * 1024;

    private final Keeper keeper;
    private final byte[] piece = new byte[SIZE];
    private int filled;
    private int nth;

    Pieces(Keeper keeper) {
        this.keeper = keeper;
    }

    interface Keeper {
        void keep(int nth, byte[] piece);
    }

    @Override
    public void write(int value) {
        piece[filled++] = (byte) value;
        if (filled == SIZE) {
            handOn();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int part = Math.min(end - from, SIZE - filled);
            System.arraycopy(bytes, from, piece, filled, part);
            filled += part;
            from += part;
            if (filled == SIZE) {
                handOn();
            }
        }
    }

    /// What is left is the last piece.
    @Override
    public void close() {
        if (filled > 0) {
            handOn();
        }
    }

    private void handOn() {
        keeper.keep(nth++, Arrays.copyOf(piece, filled));
        filled = 0;
    }
}
