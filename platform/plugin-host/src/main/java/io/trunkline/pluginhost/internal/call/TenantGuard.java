package io.trunkline.pluginhost.internal.call;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.trunkline.pluginhost.PluginsConfig;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the calls of one tenant into one generation from costing anybody else: only so many at
/// once, and none for a while where most of them fail.
public final class TenantGuard {

    private static final Logger LOG = LoggerFactory.getLogger(TenantGuard.class);

    /// Of the latest calls, in percent.
    private static final float MOST_FAILURES = 50;

    private static final int WINDOW = 50;
    private static final int PROBES = 3;

    private final Bulkhead atOnce;
    private final CircuitBreaker breaker;

    /// @param name of the generation and the tenant, for the log
    public TenantGuard(String name, PluginsConfig config) {
        atOnce =
                Bulkhead.of(
                        name,
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(config.concurrency())
                                .maxWaitDuration(config.concurrencyWait())
                                .build());
        breaker =
                CircuitBreaker.of(
                        name,
                        CircuitBreakerConfig.custom()
                                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                                .slidingWindowSize(WINDOW)
                                .minimumNumberOfCalls(config.tripCalls())
                                .failureRateThreshold(MOST_FAILURES)
                                .waitDurationInOpenState(config.tripWait())
                                .permittedNumberOfCallsInHalfOpenState(PROBES)
                                .recordException(CallMeter::isFailure)
                                .build());
        breaker.getEventPublisher()
                .onStateTransition(
                        change -> LOG.warn("Calls into {}: {}", name, change.getStateTransition()));
    }

    /// Begins a call, which ends with [#served] or [#ended].
    ///
    /// @throws PluginException `UNAVAILABLE` while it is tripped, or where no place is free in time
    public void begin() {
        if (!breaker.tryAcquirePermission()) {
            throw new PluginException(StandardErrorCode.UNAVAILABLE);
        }
        if (!atOnce.tryAcquirePermission()) {
            breaker.releasePermission();
            throw new PluginException(StandardErrorCode.UNAVAILABLE);
        }
    }

    public void served(long nanos) {
        atOnce.onComplete();
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    /// @param failure what the plugin refuses with does not count
    public void ended(long nanos, Throwable failure) {
        atOnce.onComplete();
        breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
    }

    /// Of the latest calls, fifty at most, on this node.
    public Recent recent() {
        CircuitBreaker.Metrics metrics = breaker.getMetrics();
        return new Recent(metrics.getNumberOfBufferedCalls(), metrics.getNumberOfFailedCalls());
    }

    public record Recent(int calls, int failures) {}

    /// Whether calls are refused at this moment since most of them failed.
    public boolean isTripped() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }
}
