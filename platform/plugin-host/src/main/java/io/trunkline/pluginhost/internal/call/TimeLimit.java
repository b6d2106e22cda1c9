package io.trunkline.pluginhost.internal.call;

import io.trunkline.pluginhost.PluginsConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Interrupts calls that take longer than a route may. One thread looks at the running calls a few
/// times a second, which costs a call nothing but being listed.
@ApplicationScoped
public class TimeLimit {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final long limitNanos;
    private final Thread watcher;

    TimeLimit(PluginsConfig config) {
        this.limitNanos = config.callLimit().toNanos();
        this.watcher = Thread.ofPlatform().daemon().name("plugin-time-limit").start(this::watch);
    }

    /// Lists the current thread's call until it is closed.
    public Running start() {
        Running call = new Running(Thread.currentThread(), System.nanoTime() + limitNanos);
        running.add(call);
        return call;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                long now = System.nanoTime();
                running.forEach(call -> call.interruptIfLate(now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void stop() {
        watcher.interrupt();
    }

    /// One call under the limit.
    public final class Running implements AutoCloseable {

        private final Thread thread;
        private final long deadline;
        private boolean over;
        private boolean late;

        private Running(Thread thread, long deadline) {
            this.thread = thread;
            this.deadline = deadline;
        }

        private synchronized void interruptIfLate(long now) {
            if (!over && !late && now - deadline > 0) {
                late = true;
                thread.interrupt();
            }
        }

        public synchronized boolean late() {
            return late;
        }

        /// Takes back the interrupt, which was meant for the plugin and not for who called it.
        @Override
        public void close() {
            running.remove(this);
            synchronized (this) {
                over = true;
                if (late) {
                    Thread.interrupted();
                }
            }
        }
    }
}
