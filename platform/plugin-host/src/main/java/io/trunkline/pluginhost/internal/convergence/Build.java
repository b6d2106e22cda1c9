package io.trunkline.pluginhost.internal.convergence;

import io.trunkline.plugincheck.RefusedException;
import io.trunkline.pluginhost.internal.database.MigrationConnections;
import io.trunkline.pluginhost.internal.generation.Generation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// A generation that is being built, on a thread of its own: a migration may take as long as it
/// takes, and keeps neither other plugins nor the server's start waiting.
final class Build {

    private final CompletableFuture<Generation> result = new CompletableFuture<>();
    private final MigrationConnections migrations = new MigrationConnections();

    /// How it is built.
    interface Work {
        Generation done() throws RefusedException;
    }

    private Build() {}

    static Build start(String name, Work work) {
        Build build = new Build();
        Thread.ofPlatform()
                .daemon()
                .name("plugin-build " + name)
                .start(() -> {
                    try {
                        build.result.complete(build.migrations.call(work::done));
                    } catch (RefusedException | RuntimeException | Error e) {
                        build.result.completeExceptionally(e);
                    }
                });
        return build;
    }

    /// @return whether it has ended, well or not
    boolean await(Duration patience) {
        try {
            if (!result.isDone()) {
                result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException | ExecutionException e) {
            return result.isDone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    /// Of one that has ended.
    ///
    /// @throws RefusedException when it cannot be run; what else went wrong is thrown as it was
    Generation generation() throws RefusedException {
        if (!result.isCompletedExceptionally()) {
            return result.resultNow();
        }
        switch (result.exceptionNow()) {
            case RefusedException refused -> throw refused;
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    /// Nobody wants it any more: its migrations end, so that others can run theirs.
    ///
    /// @param end frees what comes of it
    void abandon(Consumer<Generation> end) {
        migrations.end();
        result.thenAccept(end);
    }
}
