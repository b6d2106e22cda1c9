package io.trunkline.pluginhost.internal.call;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The calls into one generation that do not end although they were interrupted. Each keeps a
/// thread for as long as it likes; so from some number on the generation is called no more, until
/// one of them ends.
public final class Stuck {

    private static final Logger LOG = LoggerFactory.getLogger(Stuck.class);

    private final String name;
    private final int most;
    private final List<Runnable> whenNone = new ArrayList<>();
    private int calls;

    Stuck(String name, int most) {
        this.name = name;
        this.most = most;
    }

    /// At this moment.
    public synchronized int calls() {
        return calls;
    }

    /// Whether there are so many that it is called no more.
    public synchronized boolean halts() {
        return calls >= most;
    }

    /// @throws PluginException `UNAVAILABLE` while it is called no more
    public void requireFew() {
        if (halts()) {
            throw new PluginException(StandardErrorCode.UNAVAILABLE);
        }
    }

    synchronized void began() {
        calls++;
        LOG.warn(
                "A call into {} ignores its interruption and keeps its thread: {} now",
                name,
                calls);
        if (calls == most) {
            LOG.error(
                    "{} is called no more on this node while {} of its calls do not end: let"
                            + " another release of it run, and restart the node to get the threads back",
                    name,
                    calls);
        }
    }

    void ended() {
        List<Runnable> due;
        synchronized (this) {
            if (calls-- == most) {
                LOG.warn("{} is called again: one of its stuck calls has ended", name);
            }
            due = calls == 0 ? List.copyOf(whenNone) : List.of();
            whenNone.removeAll(due);
        }
        due.forEach(Runnable::run);
    }

    /// Runs it at once where no call is stuck, else when the last one has ended.
    public void whenNone(Runnable action) {
        synchronized (this) {
            if (calls > 0) {
                whenNone.add(action);
                return;
            }
        }
        action.run();
    }
}
