package io.trunkline.tenancy;

/// Makes ids of one node while its lease lasts. An id is, from the high end: 38 bits of ticks of 16
/// ms since 2026, 8 bits of node, 17 bits of sequence. The long sequence keeps blocks together;
/// with the shorter tick a block could not hold 100,000.
final class IdSequence {

    static final long EPOCH_MILLIS = 1_767_225_600_000L;
    static final int NODES = 256;
    static final int MAX_BLOCK = 100_000;

    private static final int TICK_MILLIS_BITS = 4;
    private static final int NODE_BITS = 8;
    private static final int SEQUENCE_BITS = 17;
    private static final long SEQUENCE_SIZE = 1L << SEQUENCE_BITS;

    private int node = -1;
    private long ceiling = -1;
    private long tick = -1;
    private long used = SEQUENCE_SIZE;

    /// Goes on under a lease.
    ///
    /// @param freeFrom no earlier holder of the node made ids at or after this time
    /// @param endsAt the first millisecond that is no longer leased
    synchronized void lease(int leasedNode, long freeFrom, long endsAt) {
        if (leasedNode != node) {
            node = leasedNode;
            tick = Math.max(tick, tickOf(freeFrom) - 1);
            used = SEQUENCE_SIZE;
        }
        ceiling = tickOf(endsAt);
    }

    /// @param now in milliseconds; where it is behind an earlier one, the earlier one goes on
    /// @return the first id of the block, or -1 when the lease has ended
    synchronized long block(int count, long now) {
        long wanted = tickOf(now);
        if (wanted > tick) {
            tick = wanted;
            used = 0;
        }
        if (used + count > SEQUENCE_SIZE) {
            tick++;
            used = 0;
        }
        if (tick >= ceiling) {
            return -1;
        }
        long first = ((tick << NODE_BITS | node) << SEQUENCE_BITS) | used;
        used += count;
        return first;
    }

    private static long tickOf(long millis) {
        return (millis - EPOCH_MILLIS) >> TICK_MILLIS_BITS;
    }
}
