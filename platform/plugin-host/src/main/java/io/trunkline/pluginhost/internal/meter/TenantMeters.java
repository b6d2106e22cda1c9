package io.trunkline.pluginhost.internal.meter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.trunkline.pluginhost.internal.call.TenantCalls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The calls of the last minutes by tenant: of those that call most, each by its key, and of all
/// the others together. A label for each of thousands of tenants would be that many series for each
/// version and node. They are gauges of the last minutes and no counters, since who is busy
/// changes: a counter of "the others" would fall whenever one of them is named.
final class TenantMeters {

    private static final String OTHER = "other";

    private final MultiGauge calls;
    private final MultiGauge failures;
    private final int most;

    /// @param most tenants that are named
    TenantMeters(MeterRegistry registry, int most) {
        this.most = most;
        this.calls =
                MultiGauge.builder("trunkline.plugin.tenant.calls")
                        .description("calls of the last minutes, of the busiest tenants by name")
                        .register(registry);
        this.failures =
                MultiGauge.builder("trunkline.plugin.tenant.failures")
                        .description("of them those that were the plugin's fault")
                        .register(registry);
    }

    void show(Collection<VersionCalls> versions) {
        Map<VersionCalls, Map<String, TenantCalls>> recent = new HashMap<>();
        versions.forEach(version -> recent.put(version, version.recent().byTenant()));
        Set<String> named = busiest(recent.values());
        List<Row<?>> callRows = new ArrayList<>();
        List<Row<?>> failureRows = new ArrayList<>();
        recent.forEach((version, byTenant) -> {
            Map<String, TenantCalls> shown = new TreeMap<>();
            byTenant.forEach((tenant, counts) ->
                    shown.merge(
                            named.contains(tenant) ? tenant : OTHER, counts, TenantCalls::plus));
            shown.forEach((tenant, counts) -> {
                Tags tags =
                        Tags.of(
                                "plugin", version.pluginId(),
                                "version", version.version(),
                                "tenant", tenant);
                callRows.add(Row.of(tags, counts.calls()));
                failureRows.add(Row.of(tags, counts.failures()));
            });
        });
        calls.register(callRows, true);
        failures.register(failureRows, true);
    }

    private Set<String> busiest(Collection<Map<String, TenantCalls>> versions) {
        Map<String, TenantCalls> all = new HashMap<>();
        versions.forEach(byTenant ->
                byTenant.forEach((tenant, counts) -> all.merge(tenant, counts, TenantCalls::plus)));
        return all.entrySet().stream()
                .sorted(
                        Comparator.comparingLong((Map.Entry<String, TenantCalls> one) ->
                                        one.getValue().calls())
                                .reversed()
                                .thenComparing(Map.Entry::getKey))
                .limit(most)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
