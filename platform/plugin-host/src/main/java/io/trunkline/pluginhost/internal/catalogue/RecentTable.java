package io.trunkline.pluginhost.internal.catalogue;

import io.trunkline.pluginhost.PluginRollout;
import io.trunkline.pluginhost.RecentCalls;
import io.trunkline.pluginhost.internal.call.CallCounts;
import io.trunkline.pluginhost.internal.meter.PluginMeters.Recent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The calls of the last minutes, as each node said last.
public final class RecentTable {

    /// As for what nodes say of their plugins.
    private static final Duration GONE = Duration.ofMinutes(1);

    private static final double SLOW = 0.95;

    private RecentTable() {}

    /// All that a node has to say; versions it does not name any more are forgotten.
    public static void report(Handle handle, String node, List<Recent> recent) {
        for (Recent one : recent) {
            handle.createUpdate(
                            """
                            INSERT INTO trunkline.plugin_recent (node, plugin_id, version, failures, buckets)
                            VALUES (:node, :plugin, :version, :failures, :buckets)
                            ON CONFLICT (node, plugin_id, version) DO UPDATE
                               SET failures = excluded.failures, buckets = excluded.buckets, seen_at = now()
                            """)
                    .bind("node", node)
                    .bind("plugin", one.pluginId())
                    .bind("version", one.version())
                    .bind("failures", one.counts().failures())
                    .bindArray("buckets", Long.class, one.counts().buckets())
                    .execute();
        }
        handle.createUpdate(
                        """
                        DELETE FROM trunkline.plugin_recent
                         WHERE node = :node AND plugin_id || ' ' || version <> ALL (:named)
                        """)
                .bind("node", node)
                .bindArray(
                        "named",
                        String.class,
                        recent.stream().map(one -> one.pluginId() + " " + one.version()).toList())
                .execute();
    }

    /// Forgets nodes that are gone.
    public static void sweep(Handle handle) {
        handle.createUpdate(
                        "DELETE FROM trunkline.plugin_recent WHERE seen_at < now() - make_interval(secs => :gone)")
                .bind("gone", GONE.toSeconds())
                .execute();
    }

    public static void leave(Handle handle, String node) {
        report(handle, node, List.of());
    }

    /// On the nodes that live, by plugin, its versions in their order.
    public static Map<String, List<RecentCalls>> all(Handle handle) {
        Map<String, Map<String, CallCounts>> sums = new TreeMap<>();
        handle.createQuery(
                        """
                        SELECT plugin_id, version, failures, buckets FROM trunkline.plugin_recent
                         WHERE seen_at >= now() - make_interval(secs => :gone) LIMIT 10000
                        """)
                .bind("gone", GONE.toSeconds())
                .map((row, context) ->
                        new Recent(
                                row.getString("plugin_id"),
                                row.getString("version"),
                                CallCounts.of(
                                        row.getLong("failures"),
                                        List.of((Long[]) row.getArray("buckets").getArray()))))
                .forEach(one ->
                        sums.computeIfAbsent(one.pluginId(), id -> new TreeMap<>())
                                .merge(one.version(), one.counts(), CallCounts::plus));
        Map<String, List<RecentCalls>> all = new HashMap<>();
        sums.forEach((id, versions) -> {
            List<RecentCalls> calls = new ArrayList<>();
            versions.forEach((version, counts) -> calls.add(new RecentCalls(version, of(counts))));
            all.put(id, calls);
        });
        return all;
    }

    private static PluginRollout.Calls of(CallCounts counts) {
        return new PluginRollout.Calls(
                counts.calls(), counts.failures(), counts.calls() == 0 ? 0 : counts.within(SLOW));
    }
}
