package io.trunkline.plugins.calltasks.work;

import io.trunkline.plugins.calltasks.database.Statements;
import io.trunkline.plugins.calltasks.database.Tables;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TenantSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an agent has before her.
final class Queues {

    private static final int SHOWN = 50;

    private static final String LIST =
            "(SELECT "
                    + TaskItems.COLUMNS
                    + TaskItems.FROM
                    + """
                    WHERE t.tenant_id = :tenant AND t.assignee_id = :member AND t.status = 'in_progress')
                    UNION ALL (SELECT
                    """
                    + TaskItems.COLUMNS
                    + TaskItems.FROM
                    + """
                    WHERE t.tenant_id = :tenant AND t.assignee_id = :member AND t.status = 'callback'
                    ORDER BY t.call_back_at, t.id LIMIT :shown)
                    UNION ALL (SELECT
                    """
                    + TaskItems.COLUMNS
                    + TaskItems.FROM
                    + """
                    WHERE t.tenant_id = :tenant AND t.assignee_id = :member AND t.status = 'assigned'
                    ORDER BY t.priority DESC, t.due_at, t.id LIMIT :shown)
                    """;

    private static final String COUNTS =
            """
            SELECT (SELECT count(*) FROM call_task
                     WHERE tenant_id = :tenant AND assignee_id = :member AND status = 'callback'
                       AND call_back_at <= :now) AS call_backs_due,
                   (SELECT count(*) FROM call_task
                     WHERE tenant_id = :tenant AND assignee_id = :member AND status = 'callback'
                       AND call_back_at > :now) AS call_backs_later,
                   (SELECT count(*) FROM call_task
                     WHERE tenant_id = :tenant AND assignee_id = :member AND status = 'assigned') AS assigned,
                   (SELECT count(*) FROM call_task
                     WHERE tenant_id = :tenant AND org_unit_id = :unit AND status = 'ready') AS team_pool,
                   a.called, a.connected, a.success, a.done
              FROM (SELECT count(*) AS called,
                           count(*) FILTER (WHERE disposition = ANY (:connected)) AS connected,
                           count(*) FILTER (WHERE disposition = 'agreed') AS success,
                           count(*) FILTER (WHERE status = 'done') AS done
                      FROM attempt
                     WHERE tenant_id = :tenant AND member_id = :member AND at >= :today) a
            """;

    private static final Comparator<TaskItem> BY_TIME =
            Comparator.comparing(
                            TaskItem::callBackAt, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(TaskItem::id);

    private static final Comparator<TaskItem> BY_URGENCY =
            Comparator.comparing(TaskItem::priority)
                    .reversed()
                    .thenComparing(TaskItem::dueAt)
                    .thenComparing(TaskItem::id);

    private final PluginContext context;
    private final Tables tables;

    Queues(PluginContext context, Tables tables) {
        this.context = context;
        this.tables = tables;
    }

    MyQueue of(TenantSession session) {
        MyQueue queue = tables.inTransaction(session, sql -> read(session, sql));
        List<TaskItem> all = new ArrayList<>(queue.callBacks());
        all.addAll(queue.assigned());
        if (queue.held() != null) {
            all.add(queue.held());
        }
        return sorted(TaskItems.named(session, context.customers(), all), queue.counts());
    }

    private static MyQueue read(TenantSession session, Statements sql) {
        long member = session.actor().requireMember();
        List<TaskItem> tasks =
                sql.query(LIST)
                        .bind("member", member)
                        .bind("shown", SHOWN)
                        .map((row, c) -> TaskItems.read(row))
                        .list();
        Instant today =
                sql.now()
                        .atZone(session.zone())
                        .toLocalDate()
                        .atStartOfDay(session.zone())
                        .toInstant();
        MyQueue.Counts counts =
                sql.query(COUNTS)
                        .bind("member", member)
                        .bind("unit", session.actor().orgUnitId())
                        .bind("today", today)
                        .bindArray("connected", String.class, Disposition.connectedKeys())
                        .map((row, c) -> counts(row))
                        .one();
        return sorted(tasks, counts);
    }

    private static MyQueue sorted(List<TaskItem> tasks, MyQueue.Counts counts) {
        @Nullable TaskItem held = null;
        List<TaskItem> callBacks = new ArrayList<>();
        List<TaskItem> assigned = new ArrayList<>();
        for (TaskItem task : tasks) {
            switch (task.status()) {
                case IN_PROGRESS -> held = task;
                case CALLBACK -> callBacks.add(task);
                default -> assigned.add(task);
            }
        }
        callBacks.sort(BY_TIME);
        assigned.sort(BY_URGENCY);
        return new MyQueue(held, List.copyOf(callBacks), List.copyOf(assigned), counts);
    }

    private static MyQueue.Counts counts(ResultSet row) throws SQLException {
        return new MyQueue.Counts(
                row.getInt("call_backs_due"),
                row.getInt("call_backs_later"),
                row.getInt("assigned"),
                row.getInt("team_pool"),
                row.getInt("called"),
                row.getInt("connected"),
                row.getInt("success"),
                row.getInt("done"));
    }
}
