package io.trunkline.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Clients that write and read what they wrote, in turn, at times that are fixed beforehand. A
/// request's time is counted from the moment it was due: a stop of the server costs everyone who
/// would have come meanwhile, not only those who happened to be inside.
final class Traffic implements AutoCloseable {

    private static final String ENTRIES = "/api/v1/plugins/bench/entries";
    private static final int REMEMBERED_FAILURES = 5;

    private final ExecutorService threads;
    private final List<Client> clients = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    /// One request.
    ///
    /// @param due in the clock of `System.nanoTime()`
    /// @param nanos from then until it was answered
    record Sample(long due, long nanos, boolean failed) {}

    /// @param callers each is one client, and writes under its place in the list
    /// @param rate requests a second, all clients together
    Traffic(List<Rest> callers, int rate) {
        threads = Executors.newFixedThreadPool(callers.size());
        Duration pause = Duration.ofNanos(1_000_000_000L * callers.size() / rate);
        long begin = System.nanoTime();
        for (int n = 0; n < callers.size(); n++) {
            Client client = new Client(n, callers.get(n), pause.toNanos());
            clients.add(client);
            long first = begin + n * pause.toNanos() / callers.size();
            running.add(threads.submit(() -> client.run(first)));
        }
    }

    /// Ends it once every client has its last answer. Afterwards it can be asked.
    @Override
    public void close() throws Exception {
        ended = true;
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("a client does not end");
        }
        for (Future<?> one : running) {
            one.get();
        }
    }

    List<Sample> samples() {
        return clients.stream().flatMap(client -> client.samples.stream()).toList();
    }

    /// What was said to the first that failed.
    List<String> failures() {
        return failures.stream().limit(REMEMBERED_FAILURES).toList();
    }

    /// By client, the numbers that the server said it kept.
    List<Set<Long>> acknowledged() {
        return clients.stream().map(client -> Set.copyOf(client.acknowledged)).toList();
    }

    private final class Client {

        private final int number;
        private final Rest rest;
        private final long pause;
        private final List<Sample> samples = new ArrayList<>();
        private final List<Long> acknowledged = new ArrayList<>();
        private long written;

        Client(int number, Rest rest, long pause) {
            this.number = number;
            this.rest = rest;
            this.pause = pause;
        }

        void run(long first) {
            boolean writing = true;
            for (long due = first; !ended; due += pause) {
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                boolean failed = !(writing ? writes() : reads());
                samples.add(new Sample(due, System.nanoTime() - due, failed));
                writing = !writing;
            }
        }

        private boolean writes() {
            long next = ++written;
            try {
                rest.post(
                        ENTRIES,
                        String.format(Locale.ROOT, "{\"client\":%d,\"number\":%d}", number, next));
                acknowledged.add(next);
                return true;
            } catch (Exception e) {
                failures.add(e.toString());
                return false;
            }
        }

        private boolean reads() {
            if (acknowledged.isEmpty()) {
                return true;
            }
            try {
                rest.get(ENTRIES + "/" + number + "/" + acknowledged.getLast());
                return true;
            } catch (Exception e) {
                failures.add(e.toString());
                return false;
            }
        }
    }
}
