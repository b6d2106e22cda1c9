package io.trunkline.core.approval.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import io.trunkline.core.Json;
import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.ApprovalRequest.State;
import io.trunkline.spi.ApprovalFact;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The statements that write requests and read them one by one.
@ApplicationScoped
public class RequestTable {

    static final String COLUMNS =
            """
            SELECT r.id, r.source, r.kind, r.request_key, r.requester_id, r.requester_unit_id, r.title,
                   r.facts, r.amount, r.route, r.steps, r.step, r.step_due, r.reminded, r.stuck, r.state,
                   r.created_at, r.decided_at, r.decided_by, r.comment
              FROM trunkline.approval_request r
            """;

    private static final TypeReference<List<ApprovalFact>> FACTS = new TypeReference<>() {};

    /// @return false when there is one with this key already
    boolean insert(Handle handle, int tenant, ApprovalRequest request) {
        return handle.createUpdate(
                                """
                                INSERT INTO trunkline.approval_request (tenant_id, id, source, kind,
                                       request_key, requester_id, requester_unit_id, title, facts, amount,
                                       route, steps, step, stuck, state)
                                VALUES (:tenant, :id, :source, :kind, :key, :requester, :unit, :title,
                                       CAST(:facts AS jsonb), :amount, :route, CAST(:steps AS jsonb), 0,
                                       false, 'OPEN')
                                ON CONFLICT (tenant_id, source, kind, request_key) DO NOTHING
                                """)
                        .bind("tenant", tenant)
                        .bind("id", request.id())
                        .bind("source", request.source())
                        .bind("kind", request.kind())
                        .bind("key", request.key())
                        .bind("requester", request.requesterId())
                        .bind("unit", request.requesterUnitId())
                        .bind("title", request.title())
                        .bind("facts", Json.write(request.facts()))
                        .bind("amount", request.amount())
                        .bind("route", request.route())
                        .bind("steps", Json.write(request.steps()))
                        .execute()
                == 1;
    }

    public Optional<ApprovalRequest> find(Handle handle, int tenant, long id) {
        return one(handle, tenant, id, "");
    }

    /// Others who decide wait here: whoever comes second sees what the first one said.
    public Optional<ApprovalRequest> lock(Handle handle, int tenant, long id) {
        return one(handle, tenant, id, " FOR UPDATE");
    }

    /// Locks one whose time may be up; empty where another node is at it.
    Optional<ApprovalRequest> lockIfFree(Handle handle, int tenant, long id) {
        return one(handle, tenant, id, " FOR UPDATE SKIP LOCKED");
    }

    public Optional<Long> idOf(Handle handle, int tenant, String source, String kind, String key) {
        return handle.createQuery(
                        """
                        SELECT id FROM trunkline.approval_request
                         WHERE tenant_id = :tenant AND source = :source AND kind = :kind
                           AND request_key = :key
                        """)
                .bind("tenant", tenant)
                .bind("source", source)
                .bind("kind", kind)
                .bind("key", key)
                .mapTo(Long.class)
                .findOne();
    }

    /// Puts it at a step; its time begins now.
    void enter(Handle handle, int tenant, long id, int step, @Nullable Integer hours) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.approval_request
                           SET step = :step, reminded = 0,
                               step_due = now() + make_interval(hours => CAST(:hours AS int))
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("step", step)
                .bind("hours", hours)
                .execute();
    }

    void remind(Handle handle, int tenant, long id, int hours) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.approval_request
                           SET reminded = reminded + 1, step_due = now() + make_interval(hours => :hours)
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("hours", hours)
                .execute();
    }

    /// Writes down who can decide it now.
    void approvers(Handle handle, int tenant, long id, List<Long> members, boolean stuck) {
        handle.createUpdate(
                        """
                        DELETE FROM trunkline.approval_approver
                         WHERE tenant_id = :tenant AND request_id = :id AND NOT member_id = ANY (:members)
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bindArray("members", Long.class, members)
                .execute();
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.approval_approver (tenant_id, request_id, member_id)
                        SELECT :tenant, :id, m FROM unnest(CAST(:members AS bigint[])) AS m
                        ON CONFLICT DO NOTHING
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bindArray("members", Long.class, members)
                .execute();
        handle.createUpdate(
                        """
                        UPDATE trunkline.approval_request SET stuck = :stuck, checked_at = now()
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("stuck", stuck)
                .execute();
    }

    void finish(
            Handle handle, int tenant, long id, State state, @Nullable Long by, String comment) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.approval_request
                           SET state = :state, decided_at = now(), decided_by = :by, comment = :comment,
                               step_due = NULL, stuck = false
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("state", state.name())
                .bind("by", by)
                .bind("comment", comment)
                .execute();
        handle.createUpdate(
                        "DELETE FROM trunkline.approval_approver WHERE tenant_id = :tenant AND"
                                + " request_id = :id")
                .bind("tenant", tenant)
                .bind("id", id)
                .execute();
    }

    /// @return false when the answer was given before
    boolean told(Handle handle, int tenant, long id) {
        return handle.createUpdate(
                                """
                                UPDATE trunkline.approval_request SET told_at = now()
                                 WHERE tenant_id = :tenant AND id = :id AND told_at IS NULL
                                """)
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    /// Ids by a condition of the platform's own jobs, oldest first.
    List<Long> ids(Handle handle, int tenant, Waiting waiting, int limit) {
        return handle.createQuery(
                        "SELECT id FROM trunkline.approval_request WHERE tenant_id = :tenant AND "
                                + waiting.condition
                                + " ORDER BY id LIMIT :limit")
                .bind("tenant", tenant)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    enum Waiting {
        TIME_IS_UP("state = 'OPEN' AND step_due <= now()"),
        NOT_LOOKED_AT("state = 'OPEN' AND checked_at < now() - interval '1 minute'"),
        NOT_TOLD("state <> 'OPEN' AND told_at IS NULL");

        private final String condition;

        Waiting(String condition) {
            this.condition = condition;
        }
    }

    private static Optional<ApprovalRequest> one(
            Handle handle, int tenant, long id, String suffix) {
        return handle.createQuery(COLUMNS + " WHERE r.tenant_id = :tenant AND r.id = :id" + suffix)
                .bind("tenant", tenant)
                .bind("id", id)
                .map(RequestTable::read)
                .findOne();
    }

    static ApprovalRequest read(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime due = row.getObject(13, OffsetDateTime.class);
        OffsetDateTime decided = row.getObject(18, OffsetDateTime.class);
        return new ApprovalRequest(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, Long.class),
                row.getLong(6),
                row.getString(7),
                Json.read(row.getString(8), FACTS),
                row.getObject(9, Long.class),
                row.getString(10),
                Json.read(row.getString(11), RuleTable.STEPS),
                row.getInt(12),
                due == null ? null : due.toInstant(),
                row.getInt(14),
                row.getBoolean(15),
                State.valueOf(row.getString(16)),
                row.getObject(17, OffsetDateTime.class).toInstant(),
                decided == null ? null : decided.toInstant(),
                row.getObject(19, Long.class),
                row.getString(20));
    }
}
