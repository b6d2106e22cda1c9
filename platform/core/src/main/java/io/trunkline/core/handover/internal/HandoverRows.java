package io.trunkline.core.handover.internal;

import io.trunkline.core.handover.Handover;
import io.trunkline.core.handover.HandoverDraft;
import io.trunkline.core.handover.HandoverError;
import io.trunkline.spi.Actor;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.audit.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The handovers of the current tenant as they are kept.
@ApplicationScoped
public class HandoverRows {

    private static final String QUERY =
            """
            SELECT id, from_member_id, to_member_ids, customers, work, reason, total, done, created_by_id,
                   created_at, finished_at
              FROM trunkline.handover WHERE tenant_id = :tenant
            """;

    private final Audit audit;

    HandoverRows(Audit audit) {
        this.audit = audit;
    }

    public void insert(
            Handle handle, Session session, long id, HandoverDraft draft, long customers) {
        int written =
                handle.createUpdate(
                                """
                                INSERT INTO trunkline.handover (tenant_id, id, from_member_id, to_member_ids,
                                       customers, work, reason, state, total, created_by, created_by_id)
                                VALUES (:tenant, :id, :from, :to, :customers, :work, :reason, 'RUNNING', :total,
                                        :actor, :member)
                                ON CONFLICT (tenant_id, from_member_id) WHERE state = 'RUNNING' DO NOTHING
                                """)
                        .bind("tenant", session.tenant().id())
                        .bind("id", id)
                        .bind("from", draft.fromMemberId())
                        .bindArray("to", Long.class, draft.toMemberIds())
                        .bind("customers", draft.customers())
                        .bind("work", draft.work())
                        .bind("reason", draft.reason())
                        .bind("total", customers)
                        .bind("actor", session.actor().name())
                        .bind("member", session.actor().memberId())
                        .execute();
        if (written == 0) {
            throw new PluginException(HandoverError.HANDOVER_RUNNING);
        }
        audit.record(
                handle,
                "member.handover",
                "member",
                draft.fromMemberId(),
                null,
                snapshot(handle, session.tenant().id(), id));
    }

    public Optional<Handover> find(Handle handle, int tenant, long id) {
        return handle.createQuery(QUERY + " AND id = :id")
                .bind("tenant", tenant)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    public Optional<Handover> latest(Handle handle, int tenant, long from) {
        return handle.createQuery(QUERY + " AND from_member_id = :from ORDER BY id DESC LIMIT 1")
                .bind("tenant", tenant)
                .bind("from", from)
                .map((row, context) -> read(row))
                .findOne();
    }

    /// A handover that is not at its end.
    ///
    /// @param starter who began it, whether she still works here or not
    record Begun(long id, Actor starter) {}

    /// Those that are not at their end, oldest first.
    List<Begun> running(Handle handle, Session session) {
        return handle.createQuery(
                        """
                        SELECT h.id, h.created_by_id, coalesce(m.org_unit_id, :unit), h.created_by
                          FROM trunkline.handover h
                          LEFT JOIN trunkline.member m ON m.tenant_id = :tenant AND m.id = h.created_by_id
                         WHERE h.tenant_id = :tenant AND h.state = 'RUNNING' ORDER BY h.id
                        """)
                .bind("tenant", session.tenant().id())
                .bind("unit", session.actor().orgUnitId())
                .map((row, context) ->
                        new Begun(
                                row.getLong(1),
                                new Actor(
                                        row.getObject(2, Long.class),
                                        row.getLong(3),
                                        row.getString(4))))
                .list();
    }

    /// Holds it until the transaction ends: of two who work on it, one waits for the other's chunk.
    ///
    /// @return empty when it is at its end
    Optional<Handover> lock(Handle handle, int tenant, long id) {
        return handle.createQuery(QUERY + " AND id = :id AND state = 'RUNNING' FOR UPDATE")
                .bind("tenant", tenant)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    void progress(Handle handle, int tenant, long id, int more, boolean finished) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.handover
                           SET done = done + :more,
                               state = CASE WHEN :finished THEN 'DONE' ELSE state END,
                               finished_at = CASE WHEN :finished THEN now() END
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("more", more)
                .bind("finished", finished)
                .execute();
    }

    private static String snapshot(Handle handle, int tenant, long id) {
        return handle.createQuery(
                        """
                        SELECT jsonb_build_object('handover', id, 'to', to_member_ids, 'customers', customers,
                                                  'work', work, 'reason', reason)
                          FROM trunkline.handover WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .mapTo(String.class)
                .one();
    }

    private static Handover read(ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Handover(
                row.getLong("id"),
                row.getLong("from_member_id"),
                List.of((Long[]) row.getArray("to_member_ids").getArray()),
                row.getBoolean("customers"),
                row.getBoolean("work"),
                row.getString("reason"),
                row.getLong("total"),
                row.getLong("done"),
                row.getObject("created_by_id", Long.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant());
    }
}
