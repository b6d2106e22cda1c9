package io.trunkline.pluginhost.internal.generation;

import java.util.concurrent.atomic.AtomicLong;

/// The first calls into a generation. They load its classes and run code that is not compiled yet,
/// which takes many times as long as what comes after them; all at once they would stand in each
/// other's way as well. So they come one by one, then some at a time, until the compiler has seen
/// enough of them.
final class SlowStart {

    /// After so many there is no limit any more.
    private static final long CALLS = 1_000;

    /// After each so many one more may be inside.
    private static final long STEP = 400;

    private final AtomicLong begun = new AtomicLong();

    void began() {
        begun.incrementAndGet();
    }

    /// Since the generation was built.
    long begun() {
        return begun.get();
    }

    /// @param inside calls at this moment
    /// @return whether a further one does well to begin now
    boolean takes(long inside) {
        long before = begun.get();
        return before >= CALLS || inside <= before / STEP;
    }
}
