package io.trunkline.pluginhost.internal.convergence;

import io.trunkline.plugincheck.RefusedException;
import io.trunkline.pluginhost.NodeReport;
import io.trunkline.pluginhost.PluginState;
import io.trunkline.pluginhost.internal.catalogue.NodeTable;
import io.trunkline.pluginhost.internal.catalogue.RecentTable;
import io.trunkline.pluginhost.internal.catalogue.Wanted;
import io.trunkline.pluginhost.internal.catalogue.Wanted.Kind;
import io.trunkline.pluginhost.internal.catalogue.Wanted.Next;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.pluginhost.internal.meter.PluginMeters;
import io.trunkline.pluginhost.internal.release.BundledReleases;
import io.trunkline.pluginhost.internal.release.Release;
import io.trunkline.pluginhost.internal.rollout.CallReports;
import io.trunkline.pluginhost.internal.rollout.CallReports.Report;
import io.trunkline.tenancy.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares what this node runs with what is wanted, and brings the one to the other. Able to come
/// at any time and any number of times; what fails leaves what served before, is told with its
/// reason, and is tried again.
@ApplicationScoped
public class Convergence {

    private static final Logger LOG = LoggerFactory.getLogger(Convergence.class);

    private final TenantDatabase database;
    private final WantedPlugins wanted;
    private final Switching switching;
    private final StoredReleases stored;
    private final BundledReleases bundled;

    private final String node = NodeName.of();
    private final Map<String, NodePlugin> plugins = new TreeMap<>();
    private final CallReports calls = new CallReports();
    private final PluginMeters meters;
    private volatile List<PluginState> states = List.of();

    Convergence(
            TenantDatabase database,
            WantedPlugins wanted,
            Switching switching,
            StoredReleases stored,
            BundledReleases bundled,
            PluginMeters meters) {
        this.database = database;
        this.wanted = wanted;
        this.switching = switching;
        this.stored = stored;
        this.bundled = bundled;
        this.meters = meters;
    }

    /// Does what is to be done now, and says what came of it.
    public synchronized void bring() {
        bundled.lookForBuilds();
        List<Wanted> all = wanted.all();
        forgetAllBut(all.stream().map(Wanted::pluginId).collect(Collectors.toSet()));
        for (Wanted one : all) {
            String id = one.pluginId();
            plugins.computeIfAbsent(
                            id,
                            fresh ->
                                    new NodePlugin(
                                            id, one, switching, target -> release(id, target)))
                    .bring(one);
        }
        meters.look();
        states = statesNow();
        report();
    }

    /// What came with another node's server only, once that node is gone.
    private void forgetAllBut(Set<String> known) {
        for (String id : Set.copyOf(plugins.keySet())) {
            if (!known.contains(id)) {
                Objects.requireNonNull(plugins.remove(id)).close();
            }
        }
    }

    private void report() {
        List<Report> counted = plugins.values().stream().flatMap(Convergence::counted).toList();
        List<Report> written =
                database.withoutTenant(handle -> {
                    NodeTable.sweep(handle);
                    RecentTable.sweep(handle);
                    plugins.values()
                            .forEach(plugin ->
                                    NodeTable.report(
                                            handle, of(plugin), plugin.wanted().revision()));
                    RecentTable.report(handle, node, meters.recent());
                    return calls.write(handle, node, counted);
                });
        calls.said(written, counted.stream().map(Report::rollout).collect(Collectors.toSet()));
    }

    private static @Nullable String running(NodePlugin plugin) {
        Generation everyone = plugin.everyone();
        return everyone == null ? null : everyone.release().manifest().version();
    }

    private NodeReport of(NodePlugin plugin) {
        Next next = plugin.wanted().next();
        return new NodeReport(
                node,
                plugin.wanted().pluginId(),
                running(plugin),
                plugin.reason(),
                next == null ? null : next.rollout(),
                plugin.freshReason(),
                plugin.stuck(),
                plugin.isHalted(),
                Instant.now());
    }

    private static Stream<Report> counted(NodePlugin plugin) {
        Next next = plugin.wanted().next();
        if (next == null) {
            return Stream.empty();
        }
        List<Report> reports = new ArrayList<>();
        Generation fresh = plugin.fresh();
        Generation everyone = plugin.everyone();
        if (fresh != null) {
            reports.add(CallReports.of(next.rollout(), true, fresh));
        }
        if (everyone != null) {
            reports.add(CallReports.of(next.rollout(), false, everyone));
        }
        return reports.stream();
    }

    private Release release(String pluginId, Target target) throws RefusedException {
        return target.kind() == Kind.RELEASE
                ? stored.fetch(pluginId, Objects.requireNonNull(target.version()))
                : bundled.find(pluginId)
                        .orElseThrow(() -> new RefusedException("it did not come with the server"));
    }

    /// Every plugin of this node, those that cannot be read or run included, as of the last look.
    /// Waits for nothing: load balancers ask for it.
    public List<PluginState> states() {
        return states;
    }

    private List<PluginState> statesNow() {
        List<PluginState> now = new ArrayList<>(bundled.unreadable());
        for (NodePlugin plugin : plugins.values()) {
            Wanted one = plugin.wanted();
            if (one.kind() != Kind.NONE) {
                String reason = plugin.reason();
                boolean serving = plugin.isBuilt();
                now.add(
                        new PluginState(
                                one.pluginId(),
                                version(one),
                                running(plugin),
                                serving,
                                reason == null && !serving ? "it is being built" : reason,
                                plugin.stuck(),
                                plugin.isHalted()));
            }
        }
        return List.copyOf(now);
    }

    private String version(Wanted one) {
        return one.version() == null ? bundled.version(one.pluginId()).orElse("") : one.version();
    }

    /// Ends everything; nothing is brought back after that.
    public synchronized void end() {
        plugins.values().forEach(NodePlugin::close);
        plugins.clear();
        try {
            database.withoutTenant(handle -> {
                NodeTable.leave(handle, node);
                RecentTable.leave(handle, node);
                return true;
            });
        } catch (RuntimeException e) {
            LOG.debug("The others learn of this node's end a minute later", e);
        }
    }
}
