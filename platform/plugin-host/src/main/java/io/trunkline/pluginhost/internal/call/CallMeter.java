package io.trunkline.pluginhost.internal.call;

import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// Counts the calls into one generation. A call that the plugin itself refuses has not failed: it
/// has when an incident came of it, or when it took too long.
public final class CallMeter {

    private final LongAdder failures = new LongAdder();
    private final AtomicLongArray buckets = new AtomicLongArray(CallCounts.BUCKETS);

    /// A call that ended well, or was refused.
    public void served(long nanos) {
        buckets.incrementAndGet(CallCounts.bucket(nanos));
    }

    /// A call that ended with an exception.
    public void ended(long nanos, Throwable failure) {
        served(nanos);
        if (isFailure(failure)) {
            failures.increment();
        }
    }

    /// Since the generation was built.
    public CallCounts counts() {
        long[] copy = new long[CallCounts.BUCKETS];
        for (int at = 0; at < copy.length; at++) {
            copy[at] = buckets.get(at);
        }
        return new CallCounts(failures.sum(), copy);
    }

    static boolean isFailure(Throwable failure) {
        if (!(failure instanceof PluginException refused)) {
            return true;
        }
        ErrorCode code = refused.code();
        return code == StandardErrorCode.INTERNAL || code == StandardErrorCode.UNAVAILABLE;
    }
}
