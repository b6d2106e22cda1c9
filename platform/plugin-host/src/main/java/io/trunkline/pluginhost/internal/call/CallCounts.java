package io.trunkline.pluginhost.internal.call;

import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

/// How many calls there were, how many of them failed and how long they took. Each bucket holds the
/// calls that took a quarter longer than those of the one before, from a millisecond on; the last
/// one all that took longer.
public final class CallCounts {

    public static final CallCounts NONE = new CallCounts(0, new long[CallCounts.BUCKETS]);

    static final int BUCKETS = 56;
    private static final double GROWTH = 1.25;
    private static final double NANOS = 1e6;

    private final long failures;
    private final long[] buckets;

    CallCounts(long failures, long[] buckets) {
        this.failures = failures;
        this.buckets = buckets;
    }

    /// @param buckets as [#buckets()] gave them
    public static CallCounts of(long failures, Collection<Long> buckets) {
        long[] copy = new long[BUCKETS];
        int at = 0;
        for (long bucket : buckets) {
            copy[at++] = bucket;
        }
        return new CallCounts(failures, copy);
    }

    static int bucket(long nanos) {
        double millis = nanos / NANOS;
        if (millis <= 1) {
            return 0;
        }
        return Math.min(BUCKETS - 1, (int) Math.ceil(Math.log(millis) / Math.log(GROWTH)));
    }

    public long calls() {
        return LongStream.of(buckets).sum();
    }

    public long failures() {
        return failures;
    }

    public List<Long> buckets() {
        return LongStream.of(buckets).boxed().toList();
    }

    /// From 0 to 1; 0 without calls.
    public double failureRate() {
        long calls = calls();
        return calls == 0 ? 0 : (double) failures / calls;
    }

    /// What this share of the calls took at most, in milliseconds; a quarter more at worst.
    ///
    /// @param share from 0 to 1
    public long within(double share) {
        long wanted = (long) Math.ceil(calls() * share);
        long seen = 0;
        for (int at = 0; at < BUCKETS; at++) {
            seen += buckets[at];
            if (seen >= wanted) {
                return Math.round(Math.pow(GROWTH, at));
            }
        }
        return Long.MAX_VALUE;
    }

    public CallCounts plus(CallCounts other) {
        return combined(other, 1);
    }

    public CallCounts minus(CallCounts other) {
        return combined(other, -1);
    }

    private CallCounts combined(CallCounts other, int sign) {
        long[] sum = new long[BUCKETS];
        for (int at = 0; at < BUCKETS; at++) {
            sum[at] = buckets[at] + sign * other.buckets[at];
        }
        return new CallCounts(failures + sign * other.failures, sum);
    }
}
