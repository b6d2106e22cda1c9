package io.trunkline.plugins.calltasks.batch;

import io.trunkline.plugins.calltasks.CallTasksError;
import io.trunkline.plugins.calltasks.CallTasksPermissions;
import io.trunkline.plugins.calltasks.board.Totals;
import io.trunkline.plugins.calltasks.board.TotalsSql;
import io.trunkline.plugins.calltasks.database.Statements;
import io.trunkline.plugins.calltasks.database.Tables;
import io.trunkline.plugins.calltasks.reach.Access;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.TenantSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes, fills and lists batches. Every method throws [PluginException] with a code of
/// [CallTasksError].
public final class Batches {

    private static final int PAGE = 100;
    private static final int CLOSE_CHUNK = 5_000;

    private static final String CREATE =
            """
            INSERT INTO batch (tenant_id, id, created_by, request_id, name, script, priority, due_at,
                               state, filter_query, filter_unit, filter_owner, agreement_end_from,
                               agreement_end_to, import_id, expected, created_at)
            VALUES (:tenant, :id, :member, :request, :name, :script, :priority, :due,
                    'filling', :query, :unit, :owner, :from, :to, :import, :expected, :now)
            ON CONFLICT (tenant_id, created_by, request_id) DO NOTHING
            """;

    private static final String CANCEL_SOME =
            """
            UPDATE call_task SET status = 'cancelled', assignee_id = NULL, call_back_at = NULL,
                   closed_at = :now
             WHERE tenant_id = :tenant AND id = ANY (ARRAY(
                   SELECT id FROM call_task
                    WHERE tenant_id = :tenant AND batch_id = :batch
                      AND status IN ('new', 'unmatched', 'ready', 'assigned', 'callback')
                    LIMIT :limit FOR UPDATE SKIP LOCKED))
            """;

    private final PluginContext context;
    private final Tables tables;
    private final Filling filling;

    public Batches(PluginContext context, Tables tables) {
        this.context = context;
        this.tables = tables;
        this.filling = new Filling(context, tables);
    }

    /// How many customers a batch would hold.
    ///
    /// Needs `call-tasks.dispatch`.
    public BatchPreview preview(TenantSession session, CustomerFilter customers) {
        Access.require(session, CallTasksPermissions.DISPATCH);
        return new BatchPreview(count(session, customers));
    }

    /// Makes a batch and fills it for some seconds. A large one comes back still
    /// [BatchState#FILLING]: call [#resume] until it is not. The same request id again answers with
    /// the batch of the first time, and goes on filling.
    ///
    /// Needs `call-tasks.dispatch`.
    public Batch create(TenantSession session, BatchDraft draft) {
        Access.require(session, CallTasksPermissions.DISPATCH);
        long member = session.actor().requireMember();
        check(draft);
        Optional<Long> before = tables.inTransaction(session, sql -> idOf(sql, member, draft));
        if (before.isPresent()) {
            return resume(session, before.get());
        }
        int expected = count(session, draft.customers());
        long id =
                tables.inTransaction(
                        session,
                        sql -> {
                            long fresh = context.ids().next();
                            insert(sql, fresh, member, draft, expected);
                            return idOf(sql, member, draft).orElse(fresh);
                        });
        return resume(session, id);
    }

    /// Goes on filling, for some seconds; nothing to do when it is filled. Safe after a crash and
    /// beside another caller: each chunk moves the mark and writes its tasks in one transaction.
    ///
    /// Needs `call-tasks.dispatch`.
    public Batch resume(TenantSession session, long batchId) {
        Access.require(session, CallTasksPermissions.DISPATCH);
        filling.fill(session, batchId);
        return load(session, batchId);
    }

    /// Needs `call-tasks.monitor`.
    public Batch find(TenantSession session, long batchId) {
        Access.require(session, CallTasksPermissions.MONITOR);
        return load(session, batchId);
    }

    /// Batches, newest first.
    ///
    /// Needs `call-tasks.monitor`.
    ///
    /// @param before [BatchPage#next] of the page before, null to begin
    /// @param limit 1 to 100
    public BatchPage list(TenantSession session, @Nullable Long before, int limit) {
        Access.require(session, CallTasksPermissions.MONITOR);
        int size = Math.clamp(limit, 1, PAGE);
        return tables.inTransaction(
                session,
                sql -> {
                    List<BatchRow> rows =
                            sql.query(
                                            BatchRow.SELECT
                                                    + "AND id < :before ORDER BY id DESC LIMIT :size")
                                    .bind("before", before == null ? Long.MAX_VALUE : before)
                                    .bind("size", size)
                                    .map((row, c) -> BatchRow.read(row))
                                    .list();
                    Map<Long, Totals> totals =
                            TotalsSql.ofBatches(
                                    sql, rows.stream().map(row -> row.batch().id()).toList());
                    List<Batch> batches =
                            rows.stream()
                                    .map(row ->
                                            row.with(
                                                    totals.getOrDefault(
                                                            row.batch().id(), Totals.NONE)))
                                    .toList();
                    return new BatchPage(
                            batches, batches.size() < size ? null : batches.getLast().id());
                });
    }

    /// Ends a batch: open tasks are cancelled, except the ones in front of agents right now. A very
    /// large one may need a second call; until then tasks are still open.
    ///
    /// Needs `call-tasks.dispatch`.
    public Batch close(TenantSession session, long batchId) {
        Access.require(session, CallTasksPermissions.DISPATCH);
        load(session, batchId);
        tables.inTransaction(
                session,
                sql ->
                        sql.update(
                                        """
                                        UPDATE batch SET state = 'closed'
                                         WHERE tenant_id = :tenant AND id = :batch
                                        """)
                                .bind("batch", batchId)
                                .execute());
        Tables.repeat(() ->
                tables.inTransaction(
                                session,
                                sql ->
                                        sql.update(CANCEL_SOME)
                                                .bind("batch", batchId)
                                                .bind("limit", CLOSE_CHUNK)
                                                .execute())
                        > 0);
        return load(session, batchId);
    }

    private Batch load(TenantSession session, long batchId) {
        return tables.inTransaction(
                session,
                sql -> {
                    BatchRow row =
                            Filling.find(sql, batchId)
                                    .orElseThrow(() ->
                                            new PluginException(CallTasksError.BATCH_NOT_FOUND));
                    return row.with(
                            TotalsSql.ofBatches(sql, List.of(batchId))
                                    .getOrDefault(batchId, Totals.NONE));
                });
    }

    private int count(TenantSession session, CustomerFilter customers) {
        return Math.toIntExact(context.customers().count(session, customers));
    }

    private void check(BatchDraft draft) {
        if (draft.requestId().isBlank() || draft.requestId().length() > 64) {
            throw new PluginException(CallTasksError.REQUEST_ID);
        }
        if (draft.name().isBlank() || draft.name().length() > 100) {
            throw new PluginException(CallTasksError.BATCH_NAME);
        }
        if (draft.script().length() > 10_000) {
            throw new PluginException(CallTasksError.SCRIPT_TOO_LONG);
        }
        if (draft.priority() < 1 || draft.priority() > 3) {
            throw new PluginException(CallTasksError.PRIORITY);
        }
        Instant now = context.clock().instant();
        if (!draft.dueAt().isAfter(now)) {
            throw new PluginException(CallTasksError.DUE_IN_PAST);
        }
    }

    private static void insert(
            Statements sql, long id, long member, BatchDraft draft, int expected) {
        CustomerFilter customers = draft.customers();
        sql.update(CREATE)
                .bind("id", id)
                .bind("member", member)
                .bind("request", draft.requestId())
                .bind("name", draft.name().strip())
                .bind("script", draft.script())
                .bind("priority", draft.priority())
                .bind("due", draft.dueAt())
                .bind("query", customers.query())
                .bind("unit", customers.orgUnitId())
                .bind("owner", customers.ownerId())
                .bind("from", customers.agreementEndFrom())
                .bind("to", customers.agreementEndTo())
                .bind("import", customers.importId())
                .bind("expected", expected)
                .execute();
    }

    private static Optional<Long> idOf(Statements sql, long member, BatchDraft draft) {
        return sql.query(
                        """
                        SELECT id FROM batch
                         WHERE tenant_id = :tenant AND created_by = :member AND request_id = :request
                        """)
                .bind("member", member)
                .bind("request", draft.requestId())
                .mapTo(Long.class)
                .findOne();
    }
}
