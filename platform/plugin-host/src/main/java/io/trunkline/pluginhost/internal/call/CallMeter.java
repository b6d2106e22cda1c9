package io.trunkline.pluginhost.internal.call;

import io.trunkline.pluginhost.PluginError;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.ErrorCode.Kind;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts the calls into one generation. A call that the plugin itself refuses has not failed: it
/// has when an incident came of it, or when it took too long. Knows nothing of the plugin, so that
/// whoever reads the counts keeps none of its classes.
public final class CallMeter {

    private final LongAdder failures = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final AtomicLongArray buckets = new AtomicLongArray(CallCounts.BUCKETS);
    private final Map<Kind, LongAdder> errors = new EnumMap<>(Kind.class);
    private final Map<String, OfTenant> byTenant = new ConcurrentHashMap<>();

    private record OfTenant(LongAdder calls, LongAdder failures) {}

    public CallMeter() {
        for (Kind kind : Kind.values()) {
            errors.put(kind, new LongAdder());
        }
    }

    /// A call that ended well.
    ///
    /// @param tenant key of the tenant it was made for
    public void served(String tenant, long took) {
        count(tenant, took);
    }

    /// A call that ended with an exception.
    public void ended(String tenant, long took, Throwable failure) {
        OfTenant counts = count(tenant, took);
        adder(kind(failure)).increment();
        if (isFailure(failure)) {
            failures.increment();
            counts.failures().increment();
        }
    }

    private OfTenant count(String tenant, long took) {
        buckets.incrementAndGet(CallCounts.bucket(took));
        nanos.add(took);
        OfTenant counts =
                byTenant.computeIfAbsent(
                        tenant, key -> new OfTenant(new LongAdder(), new LongAdder()));
        counts.calls().increment();
        return counts;
    }

    /// Since the generation was built.
    public CallCounts counts() {
        long[] copy = new long[CallCounts.BUCKETS];
        for (int at = 0; at < copy.length; at++) {
            copy[at] = buckets.get(at);
        }
        return new CallCounts(failures.sum(), copy);
    }

    /// What all calls took together.
    public long nanos() {
        return nanos.sum();
    }

    /// Calls that were refused or failed with an error of this kind.
    public long errors(Kind kind) {
        return adder(kind).sum();
    }

    /// By the tenant's key.
    public Map<String, TenantCalls> byTenant() {
        Map<String, TenantCalls> copy = new HashMap<>();
        byTenant.forEach((tenant, counts) ->
                copy.put(tenant, new TenantCalls(counts.calls().sum(), counts.failures().sum())));
        return copy;
    }

    private LongAdder adder(Kind kind) {
        return Objects.requireNonNull(errors.get(kind));
    }

    static boolean isFailure(Throwable failure) {
        if (!(failure instanceof PluginException refused)) {
            return true;
        }
        ErrorCode code = refused.code();
        return code == StandardErrorCode.INTERNAL
                || code == StandardErrorCode.UNAVAILABLE
                || code == PluginError.ANSWER_TOO_LARGE;
    }

    /// What does not name a kind is a fault.
    private static Kind kind(Throwable failure) {
        @Nullable Kind kind =
                failure instanceof PluginException refused ? refused.code().kind() : Kind.INTERNAL;
        return kind == null ? Kind.INTERNAL : kind;
    }
}
