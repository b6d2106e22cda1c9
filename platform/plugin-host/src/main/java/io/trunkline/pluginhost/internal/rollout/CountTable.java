package io.trunkline.pluginhost.internal.rollout;

import io.trunkline.pluginhost.internal.call.CallCounts;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What the nodes counted while a release was rolled out. Nodes add to what they said before, so a
/// node that starts anew loses nothing.
public final class CountTable {

    private CountTable() {}

    /// @param fresh whether the calls went into the release that is rolled out
    /// @param counts since the node last said so
    public static void add(
            Handle handle, long rollout, String node, boolean fresh, CallCounts counts) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.plugin_rollout_count AS c (rollout_id, node, fresh, failures, buckets)
                        VALUES (:rollout, :node, :fresh, :failures, :buckets)
                        ON CONFLICT (rollout_id, node, fresh) DO UPDATE
                           SET failures = c.failures + excluded.failures,
                               buckets = (SELECT array_agg(one.a + one.b ORDER BY one.place)
                                            FROM unnest(c.buckets, excluded.buckets)
                                                 WITH ORDINALITY AS one (a, b, place))
                        """)
                .bind("rollout", rollout)
                .bind("node", node)
                .bind("fresh", fresh)
                .bind("failures", counts.failures())
                .bindArray("buckets", Long.class, counts.buckets())
                .execute();
    }

    /// On all nodes.
    static CallCounts sum(Handle handle, long rollout, boolean fresh) {
        return handle
                .createQuery(
                        """
                        SELECT failures, buckets FROM trunkline.plugin_rollout_count
                         WHERE rollout_id = :rollout AND fresh = :fresh
                        """)
                .bind("rollout", rollout)
                .bind("fresh", fresh)
                .map((row, context) ->
                        CallCounts.of(
                                row.getLong("failures"),
                                List.of((Long[]) row.getArray("buckets").getArray())))
                .list()
                .stream()
                .reduce(CallCounts.NONE, CallCounts::plus);
    }
}
