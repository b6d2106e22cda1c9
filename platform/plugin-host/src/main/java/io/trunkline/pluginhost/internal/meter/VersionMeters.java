package io.trunkline.pluginhost.internal.meter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.spi.ErrorCode.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// The meters of one version of a plugin. Registries refer to what they read weakly, and the
/// functions here hold nothing, so that no meter keeps a plugin's classes.
final class VersionMeters implements AutoCloseable {

    private static final List<Double> QUANTILES = List.of(0.5, 0.95, 0.99);

    private final MeterRegistry registry;
    private final VersionCalls calls;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();

    private VersionMeters(MeterRegistry registry, VersionCalls calls) {
        this.registry = registry;
        this.calls = calls;
        this.tags = Tags.of("plugin", calls.pluginId(), "version", calls.version());
    }

    static VersionMeters register(MeterRegistry registry, VersionCalls calls) {
        VersionMeters meters = new VersionMeters(registry, calls);
        meters.register();
        return meters;
    }

    private void register() {
        meters.add(
                FunctionTimer.builder(
                                "trunkline.plugin.calls",
                                calls,
                                of -> of.counts().calls(),
                                VersionCalls::nanos,
                                TimeUnit.NANOSECONDS)
                        .description("calls and events handed to it, and what they took")
                        .tags(tags)
                        .register(registry));
        for (Kind kind : Kind.values()) {
            meters.add(
                    FunctionCounter.builder("trunkline.plugin.errors", calls, of -> of.errors(kind))
                            .description("calls that ended with an error, by its kind")
                            .tags(tags.and("kind", kind.name().toLowerCase(Locale.ROOT)))
                            .register(registry));
        }
        meters.add(
                FunctionCounter.builder(
                                "trunkline.plugin.failures", calls, of -> of.counts().failures())
                        .description("of them those that were its own fault")
                        .tags(tags)
                        .register(registry));
        for (double quantile : QUANTILES) {
            gauge(
                    "trunkline.plugin.latency",
                    "what that share of the last minutes' calls took at most, in seconds",
                    tags.and("quantile", Double.toString(quantile)),
                    of -> seconds(of, quantile));
        }
        gauge(
                "trunkline.plugin.generations",
                "generations alive, those that still end included",
                tags,
                VersionCalls::generations);
        now("trunkline.plugin.inside", "calls inside at this moment", tags, Generation::inside);
        now(
                "trunkline.plugin.stuck",
                "calls that ignore their interruption and keep their threads",
                tags,
                generation -> generation.threads().stuck().calls());
        now(
                "trunkline.plugin.tripped",
                "tenants whose calls are refused since most of them failed",
                tags,
                Generation::tripped);
        connections("active", generation -> generation.connections().active());
        connections("idle", generation -> generation.connections().idle());
        connections("awaited", generation -> generation.connections().awaited());
        connections("most", generation -> generation.connections().most());
    }

    private void connections(String state, ToLongFunction<Generation> figure) {
        now(
                "trunkline.plugin.connections",
                "of its pool to the database",
                tags.and("state", state),
                figure);
    }

    private void now(String name, String description, Tags own, ToLongFunction<Generation> figure) {
        gauge(name, description, own, of -> of.now(figure));
    }

    private void gauge(
            String name, String description, Tags own, ToDoubleFunction<VersionCalls> figure) {
        meters.add(
                Gauge.builder(name, calls, figure)
                        .description(description)
                        .tags(own)
                        .register(registry));
    }

    private static double seconds(VersionCalls calls, double quantile) {
        var recent = calls.recent().counts();
        return recent.calls() == 0 ? Double.NaN : recent.within(quantile) / 1_000.0;
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
        meters.clear();
    }
}
