package io.trunkline.pluginhost.internal.call;

import io.trunkline.pluginhost.PluginsConfig;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.RequestFacts;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// The threads that one generation's calls run on. They are its own: what loops in them takes a
/// thread of the plugin's and none that others are served by, as a virtual thread's carrier would
/// be, and whatever is left in them ends with the generation. A caller waits a while longer than
/// the time limit, then goes without the answer; the thread is lost, and counted ([Stuck]).
public final class CallThreads implements AutoCloseable {

    private final ExecutorService threads;
    private final Semaphore places;
    private final Stuck stuck;
    private final long placeMillis;
    private final long patienceMillis;

    /// @param plugin for the threads' names
    /// @param name of the generation, for the log
    public CallThreads(String plugin, String name, PluginsConfig config) {
        // Neither inherits from whoever happened to call first.
        var factory =
                Thread.ofPlatform()
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .name("plugin-" + plugin + "-", 1)
                        .factory();
        this.threads =
                Executors.newCachedThreadPool(work -> {
                    Thread thread = factory.newThread(work);
                    thread.setContextClassLoader(CallThreads.class.getClassLoader());
                    return thread;
                });
        this.places = new Semaphore(config.threads());
        this.stuck = new Stuck(name, config.mostStuck());
        this.placeMillis = config.concurrencyWait().toMillis();
        this.patienceMillis = config.callLimit().plus(config.stuckAfter()).toMillis();
    }

    public Stuck stuck() {
        return stuck;
    }

    /// Runs the work as the current session, and waits for it.
    ///
    /// @throws PluginException `UNAVAILABLE` when too many of its calls are stuck, no thread is
    ///   free, or the work does not end although it was interrupted; else what the work throws
    public <T> T call(Supplier<T> work) {
        stuck.requireFew();
        take();
        Session session = TenantRunner.current();
        RequestFacts facts = RequestFacts.current();
        Run<T> run =
                new Run<>(
                        new FutureTask<>(() ->
                                RequestFacts.call(
                                        facts, () -> TenantRunner.call(session, work::get))));
        try {
            threads.execute(() -> perform(run));
        } catch (RejectedExecutionException e) {
            // It ended while this call was on its way.
            places.release();
            throw new PluginException(e, StandardErrorCode.UNAVAILABLE);
        } catch (Error e) {
            places.release();
            throw e;
        }
        return await(run);
    }

    private record Run<T>(FutureTask<T> task, AtomicBoolean settled) {

        Run(FutureTask<T> task) {
            this(task, new AtomicBoolean());
        }

        /// By who comes first, the work with its end or the caller with her patience; what the
        /// second one does comes after what the first one did.
        synchronized void settle(Runnable first, Runnable second) {
            (settled.getAndSet(true) ? second : first).run();
        }
    }

    private void perform(Run<?> run) {
        try {
            run.task().run();
        } finally {
            places.release();
            run.settle(() -> {}, stuck::ended);
        }
    }

    private <T> T await(Run<T> run) {
        try {
            return run.task().get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unchecked(Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            run.settle(stuck::began, () -> {});
            throw new PluginException(e, StandardErrorCode.UNAVAILABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PluginException(e, StandardErrorCode.UNAVAILABLE);
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known
                ? known
                : new IllegalStateException(failure);
    }

    private void take() {
        try {
            if (!places.tryAcquire(placeMillis, TimeUnit.MILLISECONDS)) {
                throw new PluginException(StandardErrorCode.UNAVAILABLE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PluginException(e, StandardErrorCode.UNAVAILABLE);
        }
    }

    /// Threads that are free end; those that are lost are interrupted once more.
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
