package io.trunkline.core.reminder.internal;

import io.trunkline.core.Json;
import io.trunkline.core.handover.HandedAlong;
import io.trunkline.core.handover.Handover;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.work.WorkCount;
import io.trunkline.tenancy.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Reminders that are not done go along when someone's work is handed over: one about a customer to
/// the receiver who owns it now, any other in turn. One that was fired already waits again, so that
/// whoever has it now is told. The limit of how many a member may have does not hold for these.
@ApplicationScoped
public class HandedReminders implements WorkSource, HandedAlong {

    private static final String KIND = "reminders";

    private static final String OPEN =
            """
            SELECT count(*) FROM trunkline.reminder
             WHERE tenant_id = :tenant AND member_id = :member AND state <> 'DONE'
            """;

    private static final String HAND =
            """
            UPDATE trunkline.reminder r
               SET member_id = CASE WHEN p.owner_id = ANY (:to) THEN p.owner_id
                                    ELSE (:to)[CAST(1 + (p.place - 1) % :receivers AS int)] END,
                   state = 'OPEN', version = r.version + 1
              FROM (SELECT hers.id, c.owner_id, row_number() OVER (ORDER BY hers.id) AS place
                      FROM (SELECT id, customer_id FROM trunkline.reminder
                             WHERE tenant_id = :tenant AND member_id = :from AND state <> 'DONE'
                             FOR UPDATE) AS hers
                      LEFT JOIN trunkline.customer c
                        ON c.tenant_id = :tenant AND c.id = hers.customer_id AND c.deleted_at IS NULL) AS p
             WHERE r.tenant_id = :tenant AND r.id = p.id
            RETURNING r.id, r.member_id
            """;

    private final TenantDatabase database;
    private final Audit audit;

    HandedReminders(TenantDatabase database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    @Override
    public List<WorkCount> ofMember(long memberId) {
        int tenant = TenantRunner.current().tenant().id();
        long open =
                database.inTransaction(handle ->
                        handle.createQuery(OPEN)
                                .bind("tenant", tenant)
                                .bind("member", memberId)
                                .mapTo(Long.class)
                                .one());
        return List.of(new WorkCount(WorkCount.PLATFORM, KIND, open));
    }

    /// Reminders are people's, not units'.
    @Override
    public List<WorkCount> inUnit(long orgUnitId) {
        return List.of();
    }

    @Override
    public void handOver(Handle handle, Handover handover) {
        List<Audit.Entry> entries =
                handle.createQuery(HAND)
                        .bind("tenant", TenantRunner.current().tenant().id())
                        .bind("from", handover.fromMemberId())
                        .bindArray("to", Long.class, handover.toMemberIds())
                        .bind("receivers", handover.toMemberIds().size())
                        .map((row, context) ->
                                new Audit.Entry(
                                        "reminder.handover",
                                        "reminder",
                                        row.getLong(1),
                                        member(handover.fromMemberId()),
                                        member(row.getLong(2))))
                        .list();
        audit.recordAll(handle, entries);
    }

    private static String member(long id) {
        return Json.write(Map.of("memberId", Long.toString(id)));
    }
}
