package io.trunkline.plugins.calltasks.dispatch;

import io.trunkline.plugins.calltasks.database.Statements;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The set-based statements that move tasks. Each moves one chunk; tasks someone is claiming right
/// now are stepped over.
final class Moves {

    static final int CHUNK = 2_000;

    private static final String DISPATCH =
            """
            UPDATE call_task SET status = 'ready'
             WHERE tenant_id = :tenant AND id = ANY (ARRAY(
                   SELECT id FROM call_task
                    WHERE tenant_id = :tenant AND batch_id = :batch AND status = 'new'
                    ORDER BY id LIMIT :limit FOR UPDATE))
            """;

    // The n-th picked task goes to the n-th slot.
    private static final String HAND =
            """
            UPDATE call_task t SET assignee_id = s.member_id, org_unit_id = s.unit_id,
                   held_since = NULL,
                   status = CASE WHEN t.call_back_at IS NOT NULL THEN 'callback'
                                 WHEN s.member_id IS NULL THEN 'ready' ELSE 'assigned' END
              FROM (SELECT id, row_number() OVER (ORDER BY priority DESC, due_at, id) AS slot
                      FROM (SELECT id, priority, due_at FROM call_task
                             WHERE tenant_id = :tenant AND %s
                               AND (:batch::bigint IS NULL OR batch_id = :batch)
                             ORDER BY priority DESC, due_at, id LIMIT :limit
                               FOR UPDATE SKIP LOCKED) open) picked
              JOIN unnest(:members, :units) WITH ORDINALITY AS s (member_id, unit_id, slot)
                ON s.slot = picked.slot
             WHERE t.tenant_id = :tenant AND t.id = picked.id
            """;

    private static final String POOL =
            "org_unit_id = :unit AND assignee_id IS NULL AND status IN ('ready', 'callback')";

    private static final String NAMED =
            """
            org_unit_id = ANY (:within) AND id = ANY (:tasks)
            AND status IN ('ready', 'assigned', 'callback')\
            """;

    private static final String OF_MEMBER =
            """
            org_unit_id = ANY (:within) AND assignee_id = :from
            AND status IN ('assigned', 'callback')
            AND NOT assignee_id = ANY (:members)\
            """;

    private static final String RECALL =
            """
            UPDATE call_task t SET assignee_id = NULL, held_since = NULL,
                   org_unit_id = COALESCE(:district::bigint, org_unit_id),
                   status = CASE WHEN call_back_at IS NULL THEN 'ready' ELSE 'callback' END
             WHERE tenant_id = :tenant AND id = ANY (ARRAY(
                   SELECT id FROM call_task
                    WHERE tenant_id = :tenant AND org_unit_id = ANY (:within)
                      AND assignee_id IS NOT NULL AND status IN (%s)
                      AND (:batch::bigint IS NULL OR batch_id = :batch)
                      AND (cardinality(:members) = 0 OR assignee_id = ANY (:members))
                      AND (cardinality(:tasks) = 0 OR id = ANY (:tasks))
                    LIMIT :limit FOR UPDATE))
            """;

    // One partial index each.
    private static final String LOADS =
            """
            SELECT assignee_id, count(*) AS open FROM (
                SELECT assignee_id FROM call_task
                 WHERE tenant_id = :tenant AND assignee_id = ANY (:members) AND status = 'assigned'
                UNION ALL
                SELECT assignee_id FROM call_task
                 WHERE tenant_id = :tenant AND assignee_id = ANY (:members) AND status = 'callback'
                UNION ALL
                SELECT assignee_id FROM call_task
                 WHERE tenant_id = :tenant AND assignee_id = ANY (:members) AND status = 'in_progress') theirs
             GROUP BY assignee_id
            """;

    private Moves() {}

    static int dispatch(Statements sql, long batchId) {
        return sql.update(DISPATCH).bind("batch", batchId).bind("limit", CHUNK).execute();
    }

    /// Which tasks are handed.
    ///
    /// @param unit whose own pool, when neither tasks nor a member are named
    /// @param within tasks named, or a member's, must lie in these
    record Selection(
            @Nullable Long batchId,
            long unit,
            List<Long> within,
            List<Long> tasks,
            @Nullable Long from) {

        private String condition() {
            if (!tasks.isEmpty()) {
                return NAMED;
            }
            return from == null ? POOL : OF_MEMBER;
        }
    }

    /// @param members the n-th task's new assignee; null for the pool of the n-th unit
    /// @param units the n-th task's new unit
    static int hand(
            Statements sql, Selection selection, List<@Nullable Long> members, List<Long> units) {
        return sql.update(HAND.formatted(selection.condition()))
                .bind("batch", selection.batchId())
                .bind("unit", selection.unit())
                .bind("from", selection.from())
                .bindArray("within", Long.class, selection.within())
                .bindArray("tasks", Long.class, selection.tasks())
                .bindArray("members", Long.class, members)
                .bindArray("units", Long.class, units)
                .bind("limit", units.size())
                .execute();
    }

    static int recall(Statements sql, Recall recall, List<Long> within, @Nullable Long district) {
        return sql.update(RECALL.formatted(statuses(recall)))
                .bind("batch", recall.batchId())
                .bind("district", district)
                .bindArray("within", Long.class, within)
                .bindArray("members", Long.class, recall.memberIds())
                .bindArray("tasks", Long.class, recall.taskIds())
                .bind("limit", CHUNK)
                .execute();
    }

    // Literals, so that the planner can match the partial indexes.
    private static String statuses(Recall recall) {
        return "'assigned'"
                + (recall.alsoCallBacks() ? ", 'callback'" : "")
                + (recall.alsoHeld() ? ", 'in_progress'" : "");
    }

    /// Open tasks of members; those without any are missing.
    static Map<Long, Long> loads(Statements sql, Collection<Long> members) {
        Map<Long, Long> loads = new HashMap<>();
        sql.query(LOADS)
                .bindArray("members", Long.class, members)
                .map((row, c) -> Map.entry(row.getLong("assignee_id"), row.getLong("open")))
                .forEach(load -> loads.put(load.getKey(), load.getValue()));
        return loads;
    }
}
