package io.trunkline.plugins.calltasks.handover;

import io.trunkline.plugins.calltasks.database.Tables;
import io.trunkline.spi.OpenWork;
import io.trunkline.spi.TenantSession;
import java.util.List;

/// How many tasks, and how many call-backs, wait for someone or lie in a unit.
///
/// @param statuses literals, so that the planner can match the partial indexes
record OpenTasks(String kind, String statuses, Tables tables) implements OpenWork {

    static List<OpenWork> of(Tables tables) {
        return List.of(
                new OpenTasks(
                        "tasks", "'new', 'unmatched', 'ready', 'assigned', 'in_progress'", tables),
                new OpenTasks("call-backs", "'callback'", tables));
    }

    @Override
    public long ofMember(TenantSession session, long memberId) {
        return count(session, "assignee_id", memberId);
    }

    @Override
    public long inUnit(TenantSession session, long orgUnitId) {
        return count(session, "org_unit_id", orgUnitId);
    }

    private long count(TenantSession session, String column, long id) {
        String question =
                "SELECT count(*) FROM call_task WHERE tenant_id = :tenant AND %s = :id AND status IN (%s)"
                        .formatted(column, statuses);
        return tables.inTransaction(
                session, sql -> sql.query(question).bind("id", id).mapTo(Long.class).one());
    }
}
