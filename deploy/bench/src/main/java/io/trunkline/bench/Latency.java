package io.trunkline.bench;

import java.util.Locale;
import java.util.stream.LongStream;

/// How long requests took.
final class Latency {

    private final long[] sorted;

    private Latency(long[] sorted) {
        this.sorted = sorted;
    }

    static Latency of(LongStream nanos) {
        return new Latency(nanos.sorted().toArray());
    }

    /// What this share of the requests took at most, in milliseconds.
    ///
    /// @param share from 0 to 1
    double at(double share) {
        if (sorted.length == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        int place = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, place)] / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, longest %.1f ms of %,d requests",
                at(0.5),
                at(0.99),
                at(0.999),
                at(1),
                sorted.length);
    }
}
