package io.trunkline.core.approval.internal;

import io.trunkline.core.approval.ApprovalRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The statements of steps that someone decides because the work of whom they waited for was handed
/// to her. Good for that step of that request alone.
@ApplicationScoped
class HandedTable {

    private static final String WAITING =
            """
              FROM trunkline.approval_approver a
              JOIN trunkline.approval_request r ON r.tenant_id = :tenant AND r.id = a.request_id
             WHERE a.tenant_id = :tenant AND a.member_id = :member AND r.state = 'OPEN'
               AND NOT EXISTS (SELECT FROM trunkline.approval_vote v
                                WHERE v.tenant_id = :tenant AND v.request_id = r.id AND v.step = r.step
                                  AND v.approver_id = :member)
               AND NOT EXISTS (SELECT FROM trunkline.approval_handed h
                                WHERE h.tenant_id = :tenant AND h.request_id = r.id AND h.step = r.step
                                  AND h.from_member_id = :member)
            """;

    /// How many requests wait for a word of hers that she has not handed over.
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

    void hand(Handle handle, int tenant, ApprovalRequest request, long from, long to, long id) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.approval_handed
                               (tenant_id, request_id, step, from_member_id, member_id, handover_id)
                        VALUES (:tenant, :request, :step, :from, :to, :handover)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("tenant", tenant)
                .bind("request", request.id())
                .bind("step", request.step())
                .bind("from", from)
                .bind("to", to)
                .bind("handover", id)
                .execute();
    }

    /// Active members to whom the step the request is at was handed.
    List<Long> receivers(Handle handle, int tenant, ApprovalRequest request) {
        return handle.createQuery(
                        """
                        SELECT DISTINCT h.member_id FROM trunkline.approval_handed h
                          JOIN trunkline.member m ON m.tenant_id = :tenant AND m.id = h.member_id
                         WHERE h.tenant_id = :tenant AND h.request_id = :request AND h.step = :step
                           AND m.state = 'active'
                        """)
                .bind("tenant", tenant)
                .bind("request", request.id())
                .bind("step", request.step())
                .mapTo(Long.class)
                .list();
    }
}
