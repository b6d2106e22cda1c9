package io.trunkline.pluginhost.internal.convergence;

import io.trunkline.pluginhost.internal.catalogue.NodeTable;
import io.trunkline.pluginhost.internal.catalogue.ReleaseTable;
import io.trunkline.pluginhost.internal.catalogue.Wanted;
import io.trunkline.pluginhost.internal.catalogue.Wanted.Kind;
import io.trunkline.pluginhost.internal.release.BundledReleases;
import io.trunkline.pluginhost.internal.release.Release;
import io.trunkline.pluginhost.internal.rollout.RolloutTable;
import io.trunkline.tenancy.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What this node is to run of each plugin, by id.
@ApplicationScoped
public class WantedPlugins {

    private final TenantDatabase database;
    private final BundledReleases bundled;
    private final String node = NodeName.of();

    WantedPlugins(TenantDatabase database, BundledReleases bundled) {
        this.database = database;
        this.bundled = bundled;
    }

    /// A build folder of a developer comes before everything. What came with another node's server
    /// and not with this one is wanted here as well: it is refused, and its events are kept.
    public List<Wanted> all() {
        Map<String, Wanted> all = new TreeMap<>();
        bundled.ids()
                .forEach(id ->
                        all.put(
                                id,
                                new Wanted(id, Kind.BUNDLED, null, 0).built(bundled.build(id))));
        database.withoutTenant(handle -> {
            for (Wanted one : ReleaseTable.wanted(handle)) {
                if (!isDeveloped(one.pluginId())) {
                    all.put(one.pluginId(), one);
                }
            }
            NodeTable.all(handle).stream()
                    .filter(report -> report.version() != null && !report.node().equals(node))
                    .forEach(report ->
                            all.computeIfAbsent(
                                    report.pluginId(),
                                    id -> new Wanted(id, Kind.BUNDLED, null, 0)));
            RolloutTable.open(handle)
                    .forEach((id, next) -> {
                        if (!isDeveloped(id)) {
                            all.computeIfPresent(id, (same, one) -> one.with(next));
                        }
                    });
            return true;
        });
        return List.copyOf(all.values());
    }

    private boolean isDeveloped(String pluginId) {
        return bundled.find(pluginId).filter(Release::isBuildFolder).isPresent();
    }
}
