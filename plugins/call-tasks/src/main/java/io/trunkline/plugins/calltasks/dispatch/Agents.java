package io.trunkline.plugins.calltasks.dispatch;

import io.trunkline.plugins.calltasks.CallTasksError;
import io.trunkline.plugins.calltasks.CallTasksPermissions;
import io.trunkline.plugins.calltasks.database.Statements;
import io.trunkline.plugins.calltasks.database.Tables;
import io.trunkline.spi.Member;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.TenantSession;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who may work tasks.
final class Agents {

    private static final int NAMED = 1_000;

    private static final String DONE_TODAY =
            """
            SELECT member_id, count(*) AS done FROM attempt
             WHERE tenant_id = :tenant AND member_id = ANY (:members) AND at >= :today
               AND status = 'done'
             GROUP BY member_id
            """;

    private final PluginContext context;
    private final Tables tables;

    Agents(PluginContext context, Tables tables) {
        this.context = context;
        this.tables = tables;
    }

    /// Those an assignment names, else all of its unit, with the unit each belongs to.
    ///
    /// @throws PluginException `NOT_AN_AGENT`, `NO_AGENT`
    Map<Long, Long> chosen(TenantSession session, Assignment assignment, long districtId) {
        boolean everyone = assignment.memberIds().isEmpty();
        Map<Long, Long> able = new LinkedHashMap<>();
        for (Member member : of(session, everyone ? assignment.orgUnitId() : districtId)) {
            able.put(member.id(), member.orgUnitId());
        }
        if (!everyone) {
            if (!able.keySet().containsAll(assignment.memberIds())) {
                throw new PluginException(CallTasksError.NOT_AN_AGENT);
            }
            able.keySet().retainAll(assignment.memberIds());
        } else if (assignment.fromMemberId() != null) {
            able.remove(assignment.fromMemberId());
        }
        if (able.isEmpty()) {
            throw new PluginException(CallTasksError.NO_AGENT);
        }
        return able;
    }

    /// @throws PluginException `MEMBER_NOT_FOUND`, `TOO_MANY`
    void checkExist(TenantSession session, Collection<Long> memberIds) {
        if (memberIds.size() > NAMED) {
            throw new PluginException(CallTasksError.TOO_MANY, NAMED);
        }
        long wanted = memberIds.stream().distinct().count();
        if (wanted > 0 && context.members().findAll(session, memberIds).size() < wanted) {
            throw new PluginException(CallTasksError.MEMBER_NOT_FOUND);
        }
    }

    List<AgentLoad> loads(TenantSession session, long orgUnitId) {
        List<Member> members = of(session, orgUnitId);
        List<Long> ids = members.stream().map(Member::id).toList();
        return tables.inTransaction(
                session,
                sql -> {
                    Map<Long, Long> open = Moves.loads(sql, ids);
                    Map<Long, Integer> done = doneToday(session, sql, ids);
                    return members.stream()
                            .map(member ->
                                    new AgentLoad(
                                            member.id(),
                                            member.name(),
                                            member.orgUnitId(),
                                            open.getOrDefault(member.id(), 0L).intValue(),
                                            done.getOrDefault(member.id(), 0)))
                            .toList();
                });
    }

    private List<Member> of(TenantSession session, long orgUnitId) {
        return context.members().withPermission(session, CallTasksPermissions.WORK, orgUnitId);
    }

    private static Map<Long, Integer> doneToday(
            TenantSession session, Statements sql, List<Long> members) {
        Instant today =
                sql.now()
                        .atZone(session.zone())
                        .toLocalDate()
                        .atStartOfDay(session.zone())
                        .toInstant();
        Map<Long, Integer> done = new HashMap<>();
        sql.query(DONE_TODAY)
                .bindArray("members", Long.class, members)
                .bind("today", today)
                .map((row, c) -> Map.entry(row.getLong("member_id"), row.getInt("done")))
                .forEach(entry -> done.put(entry.getKey(), entry.getValue()));
        return done;
    }
}
