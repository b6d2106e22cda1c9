package io.trunkline.core.event.internal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes this node's dispatcher, so that an event need not wait for the next look into the outbox.
@ApplicationScoped
public class DispatchSignal {

    private final Semaphore raised = new Semaphore(0);

    public void raise() {
        if (raised.availablePermits() == 0) {
            raised.release();
        }
    }

    /// Returns at the signal or after the time, whichever is first.
    ///
    /// @return whether it was the signal
    public boolean await(Duration atMost) throws InterruptedException {
        boolean signalled = raised.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
        raised.drainPermits();
        return signalled;
    }
}
