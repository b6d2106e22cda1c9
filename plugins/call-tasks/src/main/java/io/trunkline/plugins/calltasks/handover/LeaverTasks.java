package io.trunkline.plugins.calltasks.handover;

import io.trunkline.plugins.calltasks.CallTasksPermissions;
import io.trunkline.plugins.calltasks.database.Statements;
import io.trunkline.plugins.calltasks.database.Tables;
import io.trunkline.plugins.calltasks.reach.UnitTree;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.Member;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TenantSession;
import io.trunkline.spi.WorkHandedOver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Open tasks and call-backs of someone who leaves, to the receivers in turn. A task stays in its
/// district: it goes to receivers who may work tasks there, and where there is none back to the
/// pool of its unit. What she has in front of her goes along and can be claimed again; call-backs
/// keep their time.
final class LeaverTasks {

    private static final int CHUNK = 1_000;

    private static final String THEIR_UNITS =
            """
            SELECT DISTINCT org_unit_id FROM call_task
             WHERE tenant_id = :tenant AND assignee_id = :from
               AND status IN ('assigned', 'callback', 'in_progress')
            """;

    private static final String PICK =
            """
            SELECT id, org_unit_id FROM call_task
             WHERE tenant_id = :tenant AND assignee_id = :from AND org_unit_id = ANY (:units)
               AND status IN ('assigned', 'callback', 'in_progress')
             ORDER BY priority DESC, due_at, id LIMIT :limit FOR UPDATE
            """;

    private static final String HAND =
            """
            UPDATE call_task t SET assignee_id = s.member_id, held_since = NULL,
                   org_unit_id = s.unit_id,
                   status = CASE WHEN t.call_back_at IS NOT NULL THEN 'callback'
                                 WHEN s.member_id IS NULL THEN 'ready' ELSE 'assigned' END
              FROM unnest(:tasks, :members, :units) AS s (id, member_id, unit_id)
             WHERE t.tenant_id = :tenant AND t.id = s.id
            """;

    private final PluginContext context;
    private final Tables tables;

    LeaverTasks(PluginContext context, Tables tables) {
        this.context = context;
        this.tables = tables;
    }

    void on(TenantSession session, Delivery<WorkHandedOver> delivery) {
        if (tables.inTransaction(session, sql -> isHeard(sql, delivery.eventId()))) {
            return;
        }
        WorkHandedOver handover = delivery.event();
        Turns turns = new Turns();
        List<Long> units = unitsOf(session, handover);
        while (!units.isEmpty()) {
            Map<Long, List<Member>> receivers = receivers(session, handover, units);
            List<Long> known = units;
            boolean more =
                    Tables.repeat(() ->
                            tables.inTransaction(
                                    session, sql -> chunk(sql, handover, known, receivers, turns)));
            if (more) {
                // Delivered again, and goes on where it was.
                throw new IllegalStateException("the time for one call is used up");
            }
            units = unitsOf(session, handover);
        }
        tables.inTransaction(session, sql -> markHeard(sql, delivery.eventId()));
    }

    private List<Long> unitsOf(TenantSession session, WorkHandedOver handover) {
        return tables.inTransaction(
                session,
                sql ->
                        sql.query(THEIR_UNITS)
                                .bind("from", handover.fromMemberId())
                                .mapTo(Long.class)
                                .list());
    }

    /// Who of those named may work the tasks of each unit, in the order they are named.
    private Map<Long, List<Member>> receivers(
            TenantSession session, WorkHandedOver handover, List<Long> units) {
        UnitTree tree = UnitTree.load(session, context.orgUnits());
        Map<Long, List<Member>> receivers = new HashMap<>();
        for (Long unit : units) {
            List<Member> able =
                    new ArrayList<>(
                            context.members()
                                    .withPermission(
                                            session,
                                            CallTasksPermissions.WORK,
                                            tree.districtOf(unit).orElse(unit)));
            able.removeIf(member -> !handover.toMemberIds().contains(member.id()));
            able.sort((one, other) ->
                    Integer.compare(
                            handover.toMemberIds().indexOf(one.id()),
                            handover.toMemberIds().indexOf(other.id())));
            receivers.put(unit, able);
        }
        return receivers;
    }

    private static boolean chunk(
            Statements sql,
            WorkHandedOver handover,
            List<Long> units,
            Map<Long, List<Member>> receivers,
            Turns turns) {
        List<Long> tasks = new ArrayList<>();
        List<@Nullable Long> members = new ArrayList<>();
        List<Long> newUnits = new ArrayList<>();
        sql.query(PICK)
                .bind("from", handover.fromMemberId())
                .bindArray("units", Long.class, units)
                .bind("limit", CHUNK)
                .map((row, c) -> Map.entry(row.getLong("id"), row.getLong("org_unit_id")))
                .forEach(task -> {
                    Member next = turns.next(receivers.getOrDefault(task.getValue(), List.of()));
                    tasks.add(task.getKey());
                    members.add(next == null ? null : next.id());
                    newUnits.add(next == null ? task.getValue() : next.orgUnitId());
                });
        if (tasks.isEmpty()) {
            return false;
        }
        sql.update(HAND)
                .bindArray("tasks", Long.class, tasks)
                .bindArray("members", Long.class, members)
                .bindArray("units", Long.class, newUnits)
                .execute();
        return true;
    }

    private static boolean isHeard(Statements sql, long eventId) {
        return sql.query(
                        "SELECT 1 FROM heard_event WHERE tenant_id = :tenant AND event_id = :event")
                .bind("event", eventId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private static boolean markHeard(Statements sql, long eventId) {
        sql.update(
                        """
                        INSERT INTO heard_event (tenant_id, event_id, at) VALUES (:tenant, :event, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("event", eventId)
                .execute();
        return true;
    }

    /// How many each receiver got so far: the next task goes to who has the fewest.
    private static final class Turns {

        private final Map<Long, Integer> given = new HashMap<>();

        @Nullable Member next(List<Member> able) {
            Member next = null;
            for (Member member : able) {
                if (next == null
                        || given.getOrDefault(member.id(), 0) < given.getOrDefault(next.id(), 0)) {
                    next = member;
                }
            }
            if (next != null) {
                given.merge(next.id(), 1, Integer::sum);
            }
            return next;
        }
    }
}
