package io.trunkline.plugins.calltasks.batch;

import io.trunkline.plugins.calltasks.database.Statements;
import io.trunkline.plugins.calltasks.database.Tables;
import io.trunkline.plugins.calltasks.reach.UnitTree;
import io.trunkline.spi.CustomerRef;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TenantSession;
import java.util.List;
import java.util.Optional;

/// Writes a batch's tasks, some thousand customers at a time. A chunk moves the mark and writes its
/// tasks in one transaction, so a crash loses nothing and two callers double nothing.
final class Filling {

    private static final int CHUNK = 5_000;

    private static final String MOVE_MARK =
            """
            UPDATE batch SET filled_to = :to, filled = filled + :count,
                   state = CASE WHEN :end THEN 'ready' ELSE state END
             WHERE tenant_id = :tenant AND id = :batch AND state = 'filling' AND filled_to = :from
            """;

    private static final String WRITE_TASKS =
            """
            INSERT INTO call_task (tenant_id, id, batch_id, customer_id, org_unit_id, status, priority, due_at)
            SELECT b.tenant_id, :firstId + c.position - 1, b.id, c.customer_id, c.unit_id,
                   CASE WHEN c.unit_id = :root THEN 'unmatched' ELSE 'new' END, b.priority, b.due_at
              FROM batch b,
                   unnest(:customers, :units) WITH ORDINALITY AS c (customer_id, unit_id, position)
             WHERE b.tenant_id = :tenant AND b.id = :batch
            ON CONFLICT (tenant_id, batch_id, customer_id) DO NOTHING
            """;

    private final PluginContext context;
    private final Tables tables;

    Filling(PluginContext context, Tables tables) {
        this.context = context;
        this.tables = tables;
    }

    /// Fills until it is done or the time for one call is used up.
    void fill(TenantSession session, long batchId) {
        UnitTree units = UnitTree.load(session, context.orgUnits());
        Tables.repeat(() -> chunk(session, batchId, units));
    }

    private boolean chunk(TenantSession session, long batchId, UnitTree units) {
        Optional<BatchRow> found = tables.inTransaction(session, sql -> find(sql, batchId));
        if (found.isEmpty() || found.get().batch().state() != BatchState.FILLING) {
            return false;
        }
        BatchRow batch = found.get();
        List<CustomerRef> customers =
                context.customers()
                        .page(session, batch.batch().customers(), batch.filledTo(), CHUNK);
        boolean end = customers.size() < CHUNK;
        long to = customers.isEmpty() ? batch.filledTo() : customers.getLast().id();
        tables.inTransaction(
                session,
                sql -> {
                    int moved =
                            sql.update(MOVE_MARK)
                                    .bind("to", to)
                                    .bind("from", batch.filledTo())
                                    .bind("count", customers.size())
                                    .bind("end", end)
                                    .bind("batch", batchId)
                                    .execute();
                    if (moved == 1 && !customers.isEmpty()) {
                        write(sql, batchId, customers, units);
                    }
                    return moved;
                });
        return !end;
    }

    private void write(Statements sql, long batchId, List<CustomerRef> customers, UnitTree units) {
        long root = units.root();
        List<Long> ids = customers.stream().map(CustomerRef::id).toList();
        List<Long> homes =
                customers.stream()
                        .map(customer -> units.districtOf(customer.orgUnitId()).orElse(root))
                        .toList();
        sql.update(WRITE_TASKS)
                .bind("firstId", context.ids().block(customers.size()))
                .bind("batch", batchId)
                .bind("root", root)
                .bindArray("customers", Long.class, ids)
                .bindArray("units", Long.class, homes)
                .execute();
    }

    static Optional<BatchRow> find(Statements sql, long batchId) {
        return sql.query(BatchRow.SELECT + "AND id = :batch")
                .bind("batch", batchId)
                .map((row, c) -> BatchRow.read(row))
                .findOne();
    }
}
