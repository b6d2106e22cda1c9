package io.trunkline.core.approval.internal;

import io.trunkline.core.approval.ApprovalRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The statements of rights to decide a step that went to someone else with their owner's work.
/// Each is with one person at a time, and good for that step of that request alone.
@ApplicationScoped
class HandedTable {

    private static final String WAITING =
            """
              FROM trunkline.approval_request r
             WHERE r.tenant_id = :tenant AND r.state = 'OPEN'
               AND (EXISTS (SELECT FROM trunkline.approval_approver a
                             WHERE a.tenant_id = :tenant AND a.request_id = r.id AND a.member_id = :member
                               AND NOT EXISTS (SELECT FROM trunkline.approval_vote v
                                    LEFT JOIN trunkline.approval_handed h
                                      ON h.tenant_id = :tenant AND h.request_id = r.id AND h.step = r.step
                                     AND h.from_member_id = v.approver_id
                                   WHERE v.tenant_id = :tenant AND v.request_id = r.id AND v.step = r.step
                                     AND a.member_id IN (v.decided_by, coalesce(h.member_id, v.approver_id))))
                    OR EXISTS (SELECT FROM trunkline.approval_handed h
                                WHERE h.tenant_id = :tenant AND h.request_id = r.id AND h.step = r.step
                                  AND h.member_id = :member AND NOT EXISTS (
                                      SELECT FROM trunkline.approval_vote v
                                       WHERE v.tenant_id = :tenant AND v.request_id = r.id
                                         AND v.step = r.step AND v.approver_id = h.from_member_id)))
            """;

    private static final String OWNERS =
            """
            SELECT DISTINCT h.from_member_id FROM trunkline.approval_handed h
              JOIN trunkline.approval_request r ON r.tenant_id = :tenant AND r.id = h.request_id
             WHERE h.tenant_id = :tenant AND h.member_id = :member AND r.state = 'OPEN' AND h.step = r.step
               AND NOT EXISTS (SELECT FROM trunkline.approval_vote v
                                WHERE v.tenant_id = :tenant AND v.request_id = r.id AND v.step = r.step
                                  AND v.approver_id = h.from_member_id)
            """;

    /// A right that was handed over.
    ///
    /// @param active whether who has it now still works here
    record Handed(Right right, boolean active) {}

    /// How many requests wait for a word of hers, or for one by a right that was handed to her.
    long waiting(Handle handle, int tenant, long member) {
        return handle.createQuery("SELECT count(*)" + WAITING)
                .bind("tenant", tenant)
                .bind("member", member)
                .mapTo(Long.class)
                .one();
    }

    /// The same, oldest first.
    List<Long> waitingIds(Handle handle, int tenant, long member) {
        return handle.createQuery("SELECT r.id" + WAITING + " ORDER BY r.id")
                .bind("tenant", tenant)
                .bind("member", member)
                .mapTo(Long.class)
                .list();
    }

    /// Whose rights were handed to her and wait for a word.
    List<Long> owners(Handle handle, int tenant, long member) {
        return handle.createQuery(OWNERS)
                .bind("tenant", tenant)
                .bind("member", member)
                .mapTo(Long.class)
                .list();
    }

    /// Moves a right, from whomever has it.
    void hand(Handle handle, int tenant, ApprovalRequest request, long owner, long to, long id) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.approval_handed
                               (tenant_id, request_id, step, from_member_id, member_id, handover_id)
                        VALUES (:tenant, :request, :step, :owner, :to, :handover)
                        ON CONFLICT (tenant_id, request_id, step, from_member_id)
                        DO UPDATE SET member_id = excluded.member_id,
                                      handover_id = excluded.handover_id, at = now()
                        """)
                .bind("tenant", tenant)
                .bind("request", request.id())
                .bind("step", request.step())
                .bind("owner", owner)
                .bind("to", to)
                .bind("handover", id)
                .execute();
    }

    /// Every right to the step the request is at that was handed over.
    List<Handed> at(Handle handle, int tenant, ApprovalRequest request) {
        return handle.createQuery(
                        """
                        SELECT h.from_member_id, h.member_id, m.present
                          FROM trunkline.approval_handed h
                          JOIN trunkline.member m ON m.tenant_id = :tenant AND m.id = h.member_id
                         WHERE h.tenant_id = :tenant AND h.request_id = :request AND h.step = :step
                         ORDER BY h.at, h.from_member_id
                        """)
                .bind("tenant", tenant)
                .bind("request", request.id())
                .bind("step", request.step())
                .map((row, context) ->
                        new Handed(new Right(row.getLong(1), row.getLong(2)), row.getBoolean(3)))
                .list();
    }
}
