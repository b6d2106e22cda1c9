package io.trunkline.pluginhost.internal.meter;

import io.trunkline.pluginhost.internal.call.CallCounts;
import io.trunkline.pluginhost.internal.call.CallMeter;
import io.trunkline.pluginhost.internal.call.TenantCalls;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.spi.ErrorCode.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;

/// The calls into one version of a plugin on this node, as its generations counted them: a version
/// may be built anew while the generation before still ends. What that one counted stays counted,
/// so that counters never fall while the version is there.
final class VersionCalls {

    private static final Duration STEP = Duration.ofSeconds(30);

    private final String pluginId;
    private final String version;
    private final List<Generation> alive = new CopyOnWriteArrayList<>();
    private final List<CallMeter> meters = new CopyOnWriteArrayList<>();
    private final Deque<Mark> marks = new ArrayDeque<>();

    /// Where the counts stood.
    private record Mark(Instant at, CallCounts counts, Map<String, TenantCalls> byTenant) {}

    /// @param byTenant tenants without a call are left out
    record Recent(CallCounts counts, Map<String, TenantCalls> byTenant) {}

    VersionCalls(String pluginId, String version) {
        this.pluginId = pluginId;
        this.version = version;
        marks.add(new Mark(Instant.now(), CallCounts.NONE, Map.of()));
    }

    String pluginId() {
        return pluginId;
    }

    String version() {
        return version;
    }

    void add(Generation generation) {
        alive.add(generation);
        meters.add(generation.meter());
    }

    /// @return whether it was the last one
    boolean remove(Generation generation) {
        alive.remove(generation);
        return alive.isEmpty();
    }

    long generations() {
        return alive.size();
    }

    CallCounts counts() {
        return meters.stream().map(CallMeter::counts).reduce(CallCounts.NONE, CallCounts::plus);
    }

    long nanos() {
        return sum(meters, CallMeter::nanos);
    }

    long errors(Kind kind) {
        return sum(meters, meter -> meter.errors(kind));
    }

    /// Of the generations that are alive.
    long now(ToLongFunction<Generation> figure) {
        return sum(alive, figure);
    }

    private static <T> long sum(List<T> parts, ToLongFunction<T> figure) {
        return parts.stream().mapToLong(figure).sum();
    }

    /// Notes where the counts stand, and forgets what lies further back than asked for.
    synchronized void look(Instant now, Duration back) {
        if (marks.getLast().at().plus(STEP).isAfter(now)) {
            return;
        }
        marks.add(new Mark(now, counts(), byTenant()));
        while (marks.size() > 2 && !second().at().isAfter(now.minus(back))) {
            marks.removeFirst();
        }
    }

    private Mark second() {
        return marks.stream().skip(1).findFirst().orElseThrow();
    }

    /// Since the oldest mark.
    synchronized Recent recent() {
        Mark before = marks.getFirst();
        Map<String, TenantCalls> byTenant = new HashMap<>();
        byTenant()
                .forEach((tenant, calls) -> {
                    TenantCalls added =
                            calls.minus(
                                    Objects.requireNonNullElse(
                                            before.byTenant().get(tenant), TenantCalls.NONE));
                    if (added.calls() > 0) {
                        byTenant.put(tenant, added);
                    }
                });
        return new Recent(counts().minus(before.counts()), byTenant);
    }

    private Map<String, TenantCalls> byTenant() {
        Map<String, TenantCalls> all = new HashMap<>();
        meters.forEach(meter ->
                meter.byTenant()
                        .forEach((tenant, calls) -> all.merge(tenant, calls, TenantCalls::plus)));
        return all;
    }
}
