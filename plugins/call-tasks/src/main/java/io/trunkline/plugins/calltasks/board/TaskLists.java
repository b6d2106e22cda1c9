package io.trunkline.plugins.calltasks.board;

import io.trunkline.plugins.calltasks.database.Statements;
import io.trunkline.plugins.calltasks.work.TaskItem;
import io.trunkline.plugins.calltasks.work.TaskItems;
import io.trunkline.plugins.calltasks.work.TaskStatus;
import java.util.List;

/// Lists of tasks in the database, without names.
final class TaskLists {

    private TaskLists() {}

    /// @param within the units of the query's unit, empty for no restriction
    static List<TaskItem> find(Statements sql, TaskQuery query, List<Long> within, int limit) {
        StringBuilder text =
                new StringBuilder("SELECT ")
                        .append(TaskItems.COLUMNS)
                        .append(TaskItems.FROM)
                        .append("WHERE t.tenant_id = :tenant ");
        if (query.batchId() != null) {
            text.append("AND t.batch_id = :batch ");
        }
        if (query.orgUnitId() != null) {
            text.append("AND t.org_unit_id = ANY (:within) ");
        }
        if (query.assigneeId() != null) {
            text.append("AND t.assignee_id = :assignee ");
        }
        TaskStatus status = query.status();
        if (status != null) {
            // A literal, so that the planner can match the partial indexes.
            text.append("AND t.status = '").append(status.key()).append("' ");
        }
        if (query.overdue()) {
            text.append("AND t.status NOT IN ('done', 'cancelled') AND t.due_at < :now ");
        }
        if (query.after() != null) {
            text.append(
                    query.overdue()
                            ? """
                            AND (t.due_at, t.id) > (SELECT l.due_at, l.id FROM call_task l
                                                     WHERE l.tenant_id = :tenant AND l.id = :after)
                            """
                            : "AND t.id > :after ");
        }
        text.append(query.overdue() ? "ORDER BY t.due_at, t.id " : "ORDER BY t.id ")
                .append("LIMIT :limit");
        return sql.query(text.toString())
                .bind("batch", query.batchId())
                .bindArray("within", Long.class, within)
                .bind("assignee", query.assigneeId())
                .bind("after", query.after())
                .bind("limit", limit)
                .map((row, c) -> TaskItems.read(row))
                .list();
    }

    static List<TaskItem> ofCustomer(Statements sql, long customerId) {
        return sql.query(
                        "SELECT "
                                + TaskItems.COLUMNS
                                + TaskItems.FROM
                                + """
                                WHERE t.tenant_id = :tenant AND t.customer_id = :customer
                                ORDER BY t.id DESC LIMIT 20
                                """)
                .bind("customer", customerId)
                .map((row, c) -> TaskItems.read(row))
                .list();
    }
}
