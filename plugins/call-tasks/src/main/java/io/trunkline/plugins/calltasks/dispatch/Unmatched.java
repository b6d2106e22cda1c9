package io.trunkline.plugins.calltasks.dispatch;

import io.trunkline.plugins.calltasks.database.Statements;
import io.trunkline.plugins.calltasks.database.Tables;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TenantSession;
import java.util.List;

/// Unmatched tasks on their way to a district: first their customers, by the platform and outside
/// of our transaction, then the tasks. Broken off in between, the tasks are still unmatched and the
/// same call moves them.
final class Unmatched {

    private static final int CHUNK = 1_000;

    private static final String CUSTOMERS =
            """
            SELECT DISTINCT customer_id FROM (
                SELECT customer_id FROM call_task
                 WHERE tenant_id = :tenant AND status = 'unmatched'
                   AND (:batch::bigint IS NULL OR batch_id = :batch)
                   AND (cardinality(:tasks) = 0 OR id = ANY (:tasks))
                 ORDER BY id LIMIT :limit) chunk
            """;

    private static final String MOVE =
            """
            UPDATE call_task t SET org_unit_id = :district,
                   status = CASE WHEN b.dispatched_at IS NULL THEN 'new' ELSE 'ready' END
              FROM batch b
             WHERE t.tenant_id = :tenant AND t.status = 'unmatched' AND t.customer_id = ANY (:customers)
               AND b.tenant_id = t.tenant_id AND b.id = t.batch_id
            """;

    private final PluginContext context;
    private final Tables tables;

    Unmatched(PluginContext context, Tables tables) {
        this.context = context;
        this.tables = tables;
    }

    /// @return tasks moved, 0 when none is left
    int chunk(TenantSession session, Allocation allocation) {
        List<Long> customers = tables.inTransaction(session, sql -> customers(sql, allocation));
        if (customers.isEmpty()) {
            return 0;
        }
        context.customers().allocate(session, customers, allocation.districtId());
        return tables.inTransaction(
                session,
                sql ->
                        sql.update(MOVE)
                                .bind("district", allocation.districtId())
                                .bindArray("customers", Long.class, customers)
                                .execute());
    }

    private static List<Long> customers(Statements sql, Allocation allocation) {
        return sql.query(CUSTOMERS)
                .bind("batch", allocation.batchId())
                .bindArray("tasks", Long.class, allocation.taskIds())
                .bind("limit", CHUNK)
                .mapTo(Long.class)
                .list();
    }
}
