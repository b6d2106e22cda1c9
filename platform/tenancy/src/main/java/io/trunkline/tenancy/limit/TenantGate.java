package io.trunkline.tenancy.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.trunkline.spi.Resource;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// What keeps one tenant's requests from crowding out the others' on this node: so many a second,
/// and so many at one time. A node keeps count for itself, so that no request waits for a count
/// somewhere else; behind a load balancer a tenant may have its rate on each node.
@ApplicationScoped
public class TenantGate {

    /// Longer than any request of a healthy node; then the tenant has too much under way.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Limits limits;
    private final LimitsConfig config;
    private final Map<Integer, Rate> rates = new ConcurrentHashMap<>();
    private final Map<Integer, Semaphore> places = new ConcurrentHashMap<>();

    @Inject
    public TenantGate(Limits limits, LimitsConfig config) {
        this.limits = limits;
        this.config = config;
    }

    /// Counts one request of the current tenant; two seconds' worth may come at once.
    ///
    /// @throws LimitReachedException telling when the next may come
    public void countRequest() {
        long limit = limits.of(Resource.REQUESTS);
        if (limit == 0) {
            throw new LimitReachedException(Resource.REQUESTS, 0, Duration.ZERO);
        }
        int tenant = TenantRunner.current().tenant().id();
        Rate rate =
                rates.compute(
                        tenant,
                        (id, known) ->
                                known != null && known.limit() == limit ? known : rate(limit));
        ConsumptionProbe probe = rate.bucket().tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new LimitReachedException(
                    Resource.REQUESTS, limit, Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    /// Runs the work in one of the tenant's places on this node, as soon as one is free.
    ///
    /// @throws LimitReachedException when none becomes free in time
    public <T, E extends Exception> T inPlace(TenantRunner.Action<T, E> work) throws E {
        int tenant = TenantRunner.current().tenant().id();
        Semaphore free = places.computeIfAbsent(tenant, id -> new Semaphore(config.atOnce(), true));
        take(free);
        try {
            return work.run();
        } finally {
            free.release();
        }
    }

    private void take(Semaphore free) {
        try {
            if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LimitReachedException(
                        Resource.REQUESTS, config.atOnce(), Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LimitReachedException(
                    Resource.REQUESTS, config.atOnce(), Duration.ofSeconds(1));
        }
    }

    private static Rate rate(long limit) {
        return new Rate(
                limit,
                Bucket.builder()
                        .addLimit(
                                Bandwidth.builder()
                                        .capacity(2 * limit)
                                        .refillGreedy(limit, Duration.ofSeconds(1))
                                        .build())
                        .build());
    }

    private record Rate(long limit, Bucket bucket) {}
}
