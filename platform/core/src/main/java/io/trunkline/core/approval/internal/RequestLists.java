package io.trunkline.core.approval.internal;

import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.ApprovalVote;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The statements that read requests for people, and what was said of them.
@ApplicationScoped
public class RequestLists {

    private static final String PAGE = " AND r.id < :before ORDER BY r.id DESC LIMIT :limit";

    /// What waits for a word of hers, for herself or in someone's place.
    ///
    /// @param acting her own id and those of whom she stands in for
    public List<ApprovalRequest> toDecide(
            Handle handle, int tenant, long member, Collection<Long> acting, Page page) {
        return handle.createQuery(
                        RequestTable.COLUMNS
                                + """
                                 WHERE r.tenant_id = :tenant AND r.state = 'OPEN'
                                   AND r.requester_id IS DISTINCT FROM :member
                                   AND EXISTS (SELECT FROM trunkline.approval_approver a
                                                WHERE a.tenant_id = :tenant AND a.request_id = r.id
                                                  AND a.member_id = ANY (:acting)
                                                  AND NOT EXISTS (SELECT FROM trunkline.approval_vote v
                                                         LEFT JOIN trunkline.approval_handed h
                                                           ON h.tenant_id = :tenant AND h.request_id = r.id
                                                          AND h.step = r.step AND h.from_member_id = v.approver_id
                                                       WHERE v.tenant_id = :tenant AND v.request_id = r.id
                                                         AND v.step = r.step
                                                         AND a.member_id IN (v.decided_by,
                                                             coalesce(h.member_id, v.approver_id))))
                                   AND NOT EXISTS (SELECT FROM trunkline.approval_vote v
                                        WHERE v.tenant_id = :tenant AND v.request_id = r.id
                                          AND v.step = r.step AND v.decided_by = :member)
                                """
                                + PAGE)
                .bind("tenant", tenant)
                .bind("member", member)
                .bindArray("acting", Long.class, acting)
                .bind("before", page.beforeId())
                .bind("limit", page.limit())
                .map(RequestTable::read)
                .list();
    }

    public List<ApprovalRequest> askedBy(Handle handle, int tenant, long member, Page page) {
        return handle.createQuery(
                        RequestTable.COLUMNS
                                + " WHERE r.tenant_id = :tenant AND r.requester_id = :member"
                                + PAGE)
                .bind("tenant", tenant)
                .bind("member", member)
                .bind("before", page.beforeId())
                .bind("limit", page.limit())
                .map(RequestTable::read)
                .list();
    }

    /// What she has said something about.
    public List<ApprovalRequest> spokenOnBy(Handle handle, int tenant, long member, Page page) {
        return handle.createQuery(
                        RequestTable.COLUMNS
                                + """
                                 WHERE r.tenant_id = :tenant
                                   AND EXISTS (SELECT FROM trunkline.approval_vote v
                                        WHERE v.tenant_id = :tenant AND v.request_id = r.id
                                          AND v.decided_by = :member)
                                """
                                + PAGE)
                .bind("tenant", tenant)
                .bind("member", member)
                .bind("before", page.beforeId())
                .bind("limit", page.limit())
                .map(RequestTable::read)
                .list();
    }

    public List<ApprovalRequest> open(Handle handle, int tenant, boolean stuckOnly, Page page) {
        return handle.createQuery(
                        RequestTable.COLUMNS
                                + " WHERE r.tenant_id = :tenant AND r.state = 'OPEN'"
                                + " AND (r.stuck OR NOT :stuckOnly)"
                                + PAGE)
                .bind("tenant", tenant)
                .bind("stuckOnly", stuckOnly)
                .bind("before", page.beforeId())
                .bind("limit", page.limit())
                .map(RequestTable::read)
                .list();
    }

    /// @param beforeId id of the last one seen, `Long.MAX_VALUE` to begin
    public record Page(long beforeId, int limit) {}

    public List<Long> approvers(Handle handle, int tenant, long id) {
        return handle.createQuery(
                        """
                        SELECT a.member_id FROM trunkline.approval_approver a
                          JOIN trunkline.member m ON m.tenant_id = :tenant AND m.id = a.member_id
                         WHERE a.tenant_id = :tenant AND a.request_id = :id
                         ORDER BY m.display_name, m.id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .mapTo(Long.class)
                .list();
    }

    public List<ApprovalVote> votes(Handle handle, int tenant, long id) {
        return handle.createQuery(
                        """
                        SELECT step, approver_id, decided_by, approved, comment, at
                          FROM trunkline.approval_vote
                         WHERE tenant_id = :tenant AND request_id = :id ORDER BY at, step, approver_id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .map((row, context) ->
                        new ApprovalVote(
                                row.getInt(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getBoolean(4),
                                row.getString(5),
                                row.getObject(6, OffsetDateTime.class).toInstant()))
                .list();
    }

    public void vote(Handle handle, int tenant, long id, ApprovalVote vote) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.approval_vote (tenant_id, request_id, step, approver_id,
                               decided_by, approved, comment)
                        VALUES (:tenant, :id, :step, :approver, :by, :approved, :comment)
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("step", vote.step())
                .bind("approver", vote.approverId())
                .bind("by", vote.decidedBy())
                .bind("approved", vote.approved())
                .bind("comment", vote.comment())
                .execute();
    }
}
