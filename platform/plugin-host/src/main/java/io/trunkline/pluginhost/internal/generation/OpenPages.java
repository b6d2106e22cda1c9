package io.trunkline.pluginhost.internal.generation;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The pages on people's screens that a generation built. When another one takes its place it goes
/// on for them a while: they show what it built, and someone may be in the middle of something.
final class OpenPages {

    private static final long LOOK_MILLIS = 200;

    private final Set<Object> pages = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);

    /// @return ends it; may be run again
    Runnable opened() {
        Object page = new Object();
        pages.add(page);
        return () -> pages.remove(page);
    }

    /// From now on pages must follow at once.
    void end() {
        over.countDown();
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    /// Until no page is left, or they must follow.
    void await(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            boolean ended = isOver();
            while (!ended && !pages.isEmpty() && System.nanoTime() < end) {
                ended = over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }
}
