package io.trunkline.pluginhost.internal.call;

import io.trunkline.pluginhost.PluginsConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Interrupts calls that take longer than a route may. One thread looks at the running calls a few
/// times a second, which costs a call nothing but being listed.
@ApplicationScoped
public class TimeLimit {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final long limitNanos;
    private final long screenNanos;
    private final Thread watcher;

    TimeLimit(PluginsConfig config) {
        this.limitNanos = config.callLimit().toNanos();
        this.screenNanos = config.screenStuckAfter().toNanos();
        this.watcher = Thread.ofPlatform().daemon().name("plugin-time-limit").start(this::watch);
    }

    /// Lists the current thread's call until it is closed.
    public Running start() {
        Thread thread = Thread.currentThread();
        return list(
                new Running(
                        System.nanoTime() + limitNanos,
                        () -> true,
                        thread::interrupt,
                        Thread::interrupted));
    }

    /// The same for a piece of a screen, which is not interrupted: it is counted as stuck while it
    /// takes too long.
    public Running startScreen(Stuck stuck) {
        return startScreen(stuck, () -> true);
    }

    /// The same for a piece that nobody closes.
    ///
    /// @param lasts asked a few times a second until it is false
    public Running startScreen(Stuck stuck, BooleanSupplier lasts) {
        return list(
                new Running(System.nanoTime() + screenNanos, lasts, stuck::began, stuck::ended));
    }

    private Running list(Running call) {
        running.add(call);
        return call;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                long now = System.nanoTime();
                running.forEach(call -> call.look(now));
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

        private final long deadline;
        private final BooleanSupplier lasts;
        private final Runnable whenLate;
        private final Runnable whenOver;
        private boolean over;
        private boolean late;

        private Running(
                long deadline, BooleanSupplier lasts, Runnable whenLate, Runnable whenOver) {
            this.deadline = deadline;
            this.lasts = lasts;
            this.whenLate = whenLate;
            this.whenOver = whenOver;
        }

        private synchronized void look(long now) {
            if (!lasts.getAsBoolean()) {
                close();
            } else if (!over && !late && now - deadline > 0) {
                late = true;
                whenLate.run();
            }
        }

        public synchronized boolean late() {
            return late;
        }

        /// Takes back what was done when it was late: an interrupt was meant for the plugin and not
        /// for who called it.
        @Override
        public void close() {
            running.remove(this);
            synchronized (this) {
                if (late && !over) {
                    whenOver.run();
                }
                over = true;
            }
        }
    }
}
