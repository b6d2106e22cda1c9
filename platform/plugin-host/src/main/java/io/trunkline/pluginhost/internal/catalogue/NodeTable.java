package io.trunkline.pluginhost.internal.catalogue;

import io.trunkline.pluginhost.NodeReport;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What the nodes say they run.
public final class NodeTable {

    /// One that was silent for so long is gone.
    private static final Duration GONE = Duration.ofMinutes(1);

    private NodeTable() {}

    /// Says what a node runs of a plugin, and that the node lives; the time of the report is now.
    public static void report(Handle handle, NodeReport report, int revision) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.plugin_node
                               (node, plugin_id, version, revision, reason, rollout_id, rollout_reason, stuck, halted)
                        VALUES (:node, :plugin, :version, :revision, :reason, :rollout, :rolloutReason, :stuck, :halted)
                        ON CONFLICT (node, plugin_id) DO UPDATE
                           SET version = :version, revision = :revision, reason = :reason, rollout_id = :rollout,
                               rollout_reason = :rolloutReason, stuck = :stuck, halted = :halted, seen_at = now()
                        """)
                .bind("node", report.node())
                .bind("plugin", report.pluginId())
                .bind("version", report.version())
                .bind("revision", revision)
                .bind("reason", report.reason())
                .bind("rollout", report.rollout())
                .bind("rolloutReason", report.rolloutReason())
                .bind("stuck", report.stuck())
                .bind("halted", report.halted())
                .execute();
    }

    /// Forgets nodes that are gone.
    public static void sweep(Handle handle) {
        handle.createUpdate(
                        "DELETE FROM trunkline.plugin_node WHERE seen_at < now() - make_interval(secs => :gone)")
                .bind("gone", GONE.toSeconds())
                .execute();
    }

    public static void leave(Handle handle, String node) {
        handle.createUpdate("DELETE FROM trunkline.plugin_node WHERE node = :node")
                .bind("node", node)
                .execute();
    }

    /// Of nodes that live, by plugin and node; at most 1,000.
    public static List<NodeReport> all(Handle handle) {
        return handle.createQuery(
                        """
                        SELECT node, plugin_id, version, reason, rollout_id, rollout_reason, stuck, halted, seen_at
                          FROM trunkline.plugin_node
                         WHERE seen_at >= now() - make_interval(secs => :gone)
                         ORDER BY plugin_id, node LIMIT 1000
                        """)
                .bind("gone", GONE.toSeconds())
                .map((row, context) ->
                        new NodeReport(
                                row.getString("node"),
                                row.getString("plugin_id"),
                                row.getString("version"),
                                row.getString("reason"),
                                row.getObject("rollout_id", Long.class),
                                row.getString("rollout_reason"),
                                row.getInt("stuck"),
                                row.getBoolean("halted"),
                                row.getObject("seen_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
