package io.trunkline.pluginhost.internal.generation;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the calls inside a generation, and from its end on lets no new one in.
final class InFlight {

    private static final long ENDING = 1L << 62;

    private final AtomicLong state = new AtomicLong();
    private final CountDownLatch empty = new CountDownLatch(1);

    /// @return false when the generation is ending: take the next one
    boolean enter() {
        if ((state.incrementAndGet() & ENDING) != 0) {
            leave();
            return false;
        }
        return true;
    }

    void leave() {
        if (state.decrementAndGet() == ENDING) {
            empty.countDown();
        }
    }

    /// At this moment.
    long inside() {
        return state.get() & ~ENDING;
    }

    /// Lets nobody in any more and waits for those inside.
    ///
    /// @return whether all have left in time
    boolean drain(Duration patience) {
        state.updateAndGet(value -> value | ENDING);
        if (state.get() == ENDING) {
            return true;
        }
        try {
            return empty.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
