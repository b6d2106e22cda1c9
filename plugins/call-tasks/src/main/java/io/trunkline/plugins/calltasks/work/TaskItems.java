package io.trunkline.plugins.calltasks.work;

import io.trunkline.plugins.calltasks.database.Rows;
import io.trunkline.spi.CustomerCard;
import io.trunkline.spi.CustomerDirectory;
import io.trunkline.spi.TenantSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Lists of tasks: read without names, which then come from the platform.
public final class TaskItems {

    /// For a query over `call_task t JOIN batch b`.
    public static final String COLUMNS =
            """
            t.id, t.batch_id, b.name AS batch_name, t.customer_id, t.org_unit_id, t.assignee_id,
            t.status, t.priority, t.due_at, t.call_back_at, t.attempts, t.disposition, t.note\
            """;

    public static final String FROM =
            " FROM call_task t JOIN batch b ON b.tenant_id = t.tenant_id AND b.id = t.batch_id ";

    /// Names one call of the platform looks up.
    private static final int CHUNK = 1_000;

    private TaskItems() {}

    public static TaskItem read(ResultSet row) throws SQLException {
        return new TaskItem(
                row.getLong("id"),
                row.getLong("batch_id"),
                row.getString("batch_name"),
                row.getLong("customer_id"),
                "",
                row.getLong("org_unit_id"),
                Rows.id(row, "assignee_id"),
                TaskStatus.of(row.getString("status")),
                row.getInt("priority"),
                Rows.instant(row, "due_at"),
                Rows.instantOrNull(row, "call_back_at"),
                row.getInt("attempts"),
                Disposition.ofNullable(row.getString("disposition")),
                row.getString("note"));
    }

    /// Outside of any transaction.
    public static List<TaskItem> named(
            TenantSession session, CustomerDirectory customers, List<TaskItem> tasks) {
        Map<Long, String> names =
                names(session, customers, tasks.stream().map(TaskItem::customerId).toList());
        return tasks.stream()
                .map(task -> task.named(names.getOrDefault(task.customerId(), "")))
                .toList();
    }

    /// @param customerIds at most 1,000
    public static Map<Long, String> names(
            TenantSession session, CustomerDirectory customers, Collection<Long> customerIds) {
        List<Long> wanted = customerIds.stream().distinct().limit(CHUNK).toList();
        if (wanted.isEmpty()) {
            return Map.of();
        }
        return customers.findAll(session, wanted).stream()
                .collect(Collectors.toMap(CustomerCard::id, CustomerCard::name));
    }
}
