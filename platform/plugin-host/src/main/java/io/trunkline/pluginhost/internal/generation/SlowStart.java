package io.trunkline.pluginhost.internal.generation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// The first calls into a generation. They load its classes and run code that is not compiled yet,
/// which takes many times as long as what comes after them; all at once they would stand in each
/// other's way as well. So they come one by one, then some at a time, until the compiler has seen
/// enough of them, or for a while where they are few or slow.
final class SlowStart {

    /// After so many there is no limit any more.
    private static final long CALLS = 1_000;

    /// After each so many one more may be inside.
    private static final long STEP = 400;

    private final AtomicLong begun = new AtomicLong();
    private final long nanos;
    private volatile long end;

    /// @param most how long it lasts, from the first call on
    SlowStart(Duration most) {
        this.nanos = most.toNanos();
    }

    void began() {
        if (begun.getAndIncrement() == 0) {
            end = System.nanoTime() + nanos;
        }
    }

    /// Since the generation was built.
    long begun() {
        return begun.get();
    }

    /// @param inside calls at this moment
    /// @return whether a further one does well to begin now
    boolean takes(long inside) {
        long before = begun.get();
        return before >= CALLS
                || inside <= before / STEP
                || (end != 0 && System.nanoTime() - end > 0);
    }
}
