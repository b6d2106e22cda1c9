package io.trunkline.plugins.calltasks.board;

import io.trunkline.plugins.calltasks.CallTasksPermissions;
import io.trunkline.plugins.calltasks.database.Existing;
import io.trunkline.plugins.calltasks.database.Rows;
import io.trunkline.plugins.calltasks.database.Statements;
import io.trunkline.plugins.calltasks.database.Tables;
import io.trunkline.plugins.calltasks.reach.Access;
import io.trunkline.plugins.calltasks.reach.UnitTree;
import io.trunkline.plugins.calltasks.work.Disposition;
import io.trunkline.plugins.calltasks.work.TaskItem;
import io.trunkline.plugins.calltasks.work.TaskItems;
import io.trunkline.spi.Member;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.TenantSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Progress and lists for those who watch. Shows only what lies in the caller's row scope. Needs
/// `call-tasks.monitor`, except [#ofCustomer], which shows whatever the caller reaches.
public final class Board {

    private static final int PAGE = 200;
    private static final int NAMES = 1_000;

    private static final String GROUPS =
            "SELECT org_unit_id, assignee_id, count(*) FILTER (WHERE assignee_id IS NULL AND status IN"
                    + " ('ready', 'callback')) AS pool, "
                    + TotalsSql.COLUMNS
                    + " FROM call_task WHERE tenant_id = :tenant "
                    + "%s GROUP BY org_unit_id, assignee_id ORDER BY org_unit_id, assignee_id";

    private static final String ONE_BATCH = "AND batch_id = :batch";

    // The batches that count where none is named.
    private static final String DISPATCHED =
            """
            AND batch_id IN (SELECT id FROM batch WHERE tenant_id = :tenant AND state = 'dispatched')
            """;

    private static final String HOURS =
            """
            SELECT extract(hour FROM at AT TIME ZONE :zone)::int AS hour, count(*) AS calls,
                   count(*) FILTER (WHERE disposition = ANY (:connected)) AS connected,
                   count(*) FILTER (WHERE disposition = 'agreed') AS success
              FROM attempt
             WHERE tenant_id = :tenant AND at >= :today
               AND (:batch::bigint IS NULL OR batch_id = :batch)
             GROUP BY 1 ORDER BY 1
            """;

    private static final String RECENT =
            """
            SELECT id, task_id, customer_id, member_id, org_unit_id, disposition, note, at
              FROM attempt
             WHERE tenant_id = :tenant AND id < :before
               AND (:batch::bigint IS NULL OR batch_id = :batch)
             ORDER BY id DESC LIMIT :limit
            """;

    private final PluginContext context;
    private final Tables tables;

    public Board(PluginContext context, Tables tables) {
        this.context = context;
        this.tables = tables;
    }

    /// The tree district → team → agent.
    ///
    /// @param batchId null for all dispatched batches that are not closed
    public Progress progress(TenantSession session, @Nullable Long batchId) {
        Access.require(session, CallTasksPermissions.MONITOR);
        UnitTree units = UnitTree.load(session, context.orgUnits());
        List<ProgressTree.Group> groups =
                tables.inTransaction(
                        session,
                        sql -> {
                            Existing.batch(sql, batchId);
                            return groups(sql, batchId);
                        });
        Map<Long, String> names =
                memberNames(
                        session,
                        groups.stream()
                                .map(ProgressTree.Group::memberId)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList());
        Totals all =
                groups.stream().map(ProgressTree.Group::totals).reduce(Totals.NONE, Totals::plus);
        return new Progress(
                context.clock().instant(), all, new ProgressTree(units, groups, names).nodes());
    }

    /// The hours of today in which something was recorded, in their order.
    ///
    /// @param batchId null for all
    public List<HourTotals> hours(TenantSession session, @Nullable Long batchId) {
        Access.require(session, CallTasksPermissions.MONITOR);
        Instant now = context.clock().instant();
        Instant today =
                now.atZone(session.zone()).toLocalDate().atStartOfDay(session.zone()).toInstant();
        return tables.inTransaction(
                session,
                sql -> {
                    Existing.batch(sql, batchId);
                    return sql.query(HOURS)
                            .bind("batch", batchId)
                            .bind("today", today)
                            .bind("zone", session.zone().getId())
                            .bindArray("connected", String.class, Disposition.connectedKeys())
                            .map((row, c) -> hour(row))
                            .list();
                });
    }

    /// Tasks with their customers' names.
    public TaskPage tasks(TenantSession session, TaskQuery query) {
        Access.require(session, CallTasksPermissions.MONITOR);
        int limit = Math.clamp(query.limit(), 1, PAGE);
        @Nullable Long unit = query.orgUnitId();
        List<Long> within =
                unit == null
                        ? List.of()
                        : UnitTree.load(session, context.orgUnits()).withinExisting(unit);
        List<TaskItem> tasks =
                tables.inTransaction(
                        session,
                        sql -> {
                            Existing.batch(sql, query.batchId());
                            return TaskLists.find(sql, query, within, limit);
                        });
        List<TaskItem> named = TaskItems.named(session, context.customers(), tasks);
        return new TaskPage(named, named.size() < limit ? null : named.getLast().id());
    }

    /// Outcomes, newest first.
    ///
    /// @param batchId null for all
    /// @param before id of the last one seen, null to begin
    /// @param limit 1 to 200
    public List<RecentCall> recent(
            TenantSession session, @Nullable Long batchId, @Nullable Long before, int limit) {
        Access.require(session, CallTasksPermissions.MONITOR);
        List<RecentCall> calls =
                tables.inTransaction(
                        session,
                        sql -> {
                            Existing.batch(sql, batchId);
                            return sql.query(RECENT)
                                    .bind("batch", batchId)
                                    .bind("before", before == null ? Long.MAX_VALUE : before)
                                    .bind("limit", Math.clamp(limit, 1, PAGE))
                                    .map((row, c) -> RecentCall.read(row))
                                    .list();
                        });
        Map<Long, String> customers =
                TaskItems.names(
                        session,
                        context.customers(),
                        calls.stream().map(RecentCall::customerId).toList());
        Map<Long, String> members =
                memberNames(session, calls.stream().map(RecentCall::memberId).distinct().toList());
        return calls.stream()
                .map(call ->
                        call.named(
                                customers.getOrDefault(call.customerId(), ""),
                                members.getOrDefault(call.memberId(), "")))
                .toList();
    }

    /// The newest tasks of one customer, at most 20: for the panel on her page.
    ///
    /// @throws PluginException `NOT_FOUND` when there is no such customer in reach
    public List<TaskItem> ofCustomer(TenantSession session, long customerId) {
        List<TaskItem> tasks =
                tables.inTransaction(session, sql -> TaskLists.ofCustomer(sql, customerId));
        if (tasks.isEmpty() && context.customers().find(session, customerId).isEmpty()) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
        return TaskItems.named(session, context.customers(), tasks);
    }

    private static HourTotals hour(ResultSet row) throws SQLException {
        return new HourTotals(
                row.getInt("hour"),
                row.getInt("calls"),
                row.getInt("connected"),
                row.getInt("success"));
    }

    private static List<ProgressTree.Group> groups(Statements sql, @Nullable Long batchId) {
        return sql.query(GROUPS.formatted(batchId == null ? DISPATCHED : ONE_BATCH))
                .bind("batch", batchId)
                .bindArray("connected", String.class, Disposition.connectedKeys())
                .map((row, c) ->
                        new ProgressTree.Group(
                                row.getLong("org_unit_id"),
                                Rows.id(row, "assignee_id"),
                                TotalsSql.read(row),
                                row.getInt("pool")))
                .list();
    }

    private Map<Long, String> memberNames(TenantSession session, Collection<Long> memberIds) {
        Map<Long, String> names = new HashMap<>();
        List<Long> ids = List.copyOf(memberIds);
        for (int i = 0; i < ids.size(); i += NAMES) {
            List<Long> some = ids.subList(i, Math.min(i + NAMES, ids.size()));
            for (Member member : context.members().findAll(session, some)) {
                names.put(member.id(), member.name());
            }
        }
        return names;
    }
}
