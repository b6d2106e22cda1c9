package io.trunkline.plugins.calltasks.board;

import io.trunkline.plugins.calltasks.database.Statements;
import io.trunkline.plugins.calltasks.work.Disposition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Counting tasks in the database.
public final class TotalsSql {

    /// Aggregates over `call_task`; needs `:connected`.
    static final String COLUMNS =
            """
            count(*) AS total,
            count(*) FILTER (WHERE status = 'unmatched') AS unmatched,
            count(*) FILTER (WHERE status IN ('new', 'ready')) AS waiting,
            count(*) FILTER (WHERE status = 'assigned') AS assigned,
            count(*) FILTER (WHERE status = 'in_progress') AS in_progress,
            count(*) FILTER (WHERE status = 'callback') AS call_backs,
            count(*) FILTER (WHERE status = 'callback' AND call_back_at <= :now) AS call_backs_due,
            count(*) FILTER (WHERE status NOT IN ('done', 'cancelled') AND due_at < :now) AS overdue,
            count(*) FILTER (WHERE status = 'done') AS done,
            count(*) FILTER (WHERE status = 'cancelled') AS cancelled,
            count(*) FILTER (WHERE attempts > 0) AS called,
            count(*) FILTER (WHERE disposition = ANY (:connected)) AS connected,
            count(*) FILTER (WHERE status = 'done' AND disposition = 'agreed') AS success\
            """;

    private TotalsSql() {}

    /// Totals of batches; those without a task in reach are missing.
    public static Map<Long, Totals> ofBatches(Statements sql, Collection<Long> batchIds) {
        Map<Long, Totals> found = new HashMap<>();
        if (batchIds.isEmpty()) {
            return found;
        }
        sql.query(
                        "SELECT batch_id, "
                                + COLUMNS
                                + """
                                 FROM call_task
                                WHERE tenant_id = :tenant AND batch_id = ANY (:batches)
                                GROUP BY batch_id
                                """)
                .bindArray("batches", Long.class, batchIds)
                .bindArray("connected", String.class, Disposition.connectedKeys())
                .map((row, c) -> Map.entry(row.getLong("batch_id"), read(row)))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    static Totals read(ResultSet row) throws SQLException {
        return new Totals(
                row.getInt("total"),
                row.getInt("unmatched"),
                row.getInt("waiting"),
                row.getInt("assigned"),
                row.getInt("in_progress"),
                row.getInt("call_backs"),
                row.getInt("call_backs_due"),
                row.getInt("overdue"),
                row.getInt("done"),
                row.getInt("cancelled"),
                row.getInt("called"),
                row.getInt("connected"),
                row.getInt("success"));
    }
}
