package io.trunkline.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs clients side by side for a while and counts what they complete.
final class Load {

    private Load() {}

    /// One client: does the operation once. Any exception fails the benchmark: a refused operation
    /// must not count as a fast one.
    @FunctionalInterface
    interface Client {
        void once() throws Exception;
    }

    /// @return completed operations per second, all clients together
    static double run(List<? extends Client> clients, Duration duration)
            throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
            long end = System.nanoTime() + duration.toNanos();
            long start = System.nanoTime();
            List<Future<Long>> counts = new ArrayList<>();
            for (Client client : clients) {
                counts.add(
                        threads.submit(() -> {
                            long count = 0;
                            while (System.nanoTime() < end) {
                                client.once();
                                count++;
                            }
                            return count;
                        }));
            }
            long total = 0;
            for (Future<Long> count : counts) {
                total += count.get();
            }
            return total / ((System.nanoTime() - start) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed: " + e.getCause(), e.getCause());
        }
    }
}
