package io.trunkline.plugins.calltasks.work;

import io.trunkline.plugins.calltasks.CallTasksError;
import io.trunkline.plugins.calltasks.database.Rows;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.TenantSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/// The statements by which a task comes to an agent. Plain JDBC: this is the hottest path of the
/// plugin.
final class Claims {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String COLUMNS =
            """
            t.id, t.batch_id, t.customer_id, t.org_unit_id, t.priority, t.due_at, t.call_back_at,
            t.attempts, t.disposition, t.note, t.held_since\
            """;

    // COALESCE asks one place after the other and stops at the first that has a task. Rows that
    // someone else is claiming right now are stepped over, so claimers never wait for each other.
    // The SELECT around COALESCE matters: under row security the planner takes a bare COALESCE for
    // leaky and would read the whole table instead of the key.
    private static final String NEXT =
            """
            WITH t AS (
              UPDATE call_task SET status = 'in_progress', assignee_id = ?,
                     held_since = CASE WHEN status = 'in_progress' THEN held_since ELSE ? END
               WHERE tenant_id = ? AND id = (SELECT COALESCE(
                     (SELECT id FROM call_task
                       WHERE tenant_id = ? AND assignee_id = ? AND status = 'in_progress'
                         FOR UPDATE),
                     (SELECT id FROM call_task
                       WHERE tenant_id = ? AND assignee_id = ? AND status = 'callback' AND call_back_at <= ?
                       ORDER BY call_back_at, id LIMIT 1 FOR UPDATE SKIP LOCKED),
                     (SELECT id FROM call_task
                       WHERE tenant_id = ? AND assignee_id = ? AND status = 'assigned'
                       ORDER BY priority DESC, due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED),
                     (SELECT id FROM call_task
                       WHERE tenant_id = ? AND org_unit_id = ? AND status = 'callback'
                         AND assignee_id IS NULL AND call_back_at <= ?
                       ORDER BY call_back_at, id LIMIT 1 FOR UPDATE SKIP LOCKED),
                     (SELECT id FROM call_task
                       WHERE tenant_id = ? AND org_unit_id = ? AND status = 'ready'
                       ORDER BY priority DESC, due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)))
              RETURNING id, tenant_id, batch_id, customer_id, org_unit_id, priority, due_at,
                        call_back_at, attempts, disposition, note, held_since)
            SELECT %s, b.name AS batch_name, b.script
              FROM t JOIN batch b ON b.tenant_id = t.tenant_id AND b.id = t.batch_id
            """
                    .formatted(COLUMNS);

    private static final String HELD =
            """
            SELECT %s, b.name AS batch_name, b.script
              FROM call_task t JOIN batch b ON b.tenant_id = t.tenant_id AND b.id = t.batch_id
             WHERE t.tenant_id = ? AND t.assignee_id = ? AND t.status = 'in_progress'
            """
                    .formatted(COLUMNS);

    private static final String PUT_BACK =
            """
            UPDATE call_task SET held_since = NULL,
                   status = CASE WHEN call_back_at IS NULL THEN 'assigned' ELSE 'callback' END
             WHERE tenant_id = ? AND assignee_id = ? AND status = 'in_progress' AND id <> ?
            """;

    private static final String TAKE =
            """
            UPDATE call_task SET status = 'in_progress', assignee_id = ?,
                   held_since = CASE WHEN status = 'in_progress' THEN held_since ELSE ? END
             WHERE tenant_id = ? AND id = ?
               AND (assignee_id = ? AND status IN ('assigned', 'callback', 'in_progress')
                 OR assignee_id IS NULL AND org_unit_id = ? AND status IN ('ready', 'callback'))
            """;

    private static final String EXISTS = "SELECT 1 FROM call_task WHERE tenant_id = ? AND id = ?";

    private Claims() {}

    static Optional<CallTask> next(Connection connection, TenantSession session, Instant now)
            throws SQLException {
        int tenant = session.tenant().id();
        long member = session.actor().requireMember();
        long unit = session.actor().orgUnitId();
        Timestamp time = Timestamp.from(now);
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setLong(1, member);
            statement.setTimestamp(2, time);
            statement.setInt(3, tenant);
            statement.setInt(4, tenant);
            statement.setLong(5, member);
            statement.setInt(6, tenant);
            statement.setLong(7, member);
            statement.setTimestamp(8, time);
            statement.setInt(9, tenant);
            statement.setLong(10, member);
            statement.setInt(11, tenant);
            statement.setLong(12, unit);
            statement.setTimestamp(13, time);
            statement.setInt(14, tenant);
            statement.setLong(15, unit);
            return one(statement);
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new HeldMeanwhileException(e);
            }
            throw e;
        }
    }

    static Optional<CallTask> held(Connection connection, TenantSession session)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HELD)) {
            statement.setInt(1, session.tenant().id());
            statement.setLong(2, session.actor().requireMember());
            return one(statement);
        }
    }

    /// @throws PluginException `TASK_NOT_HELD`, `TASK_NOT_FOUND`
    static CallTask held(Connection connection, TenantSession session, long taskId)
            throws SQLException {
        Optional<CallTask> held = held(connection, session);
        if (held.isPresent() && held.get().id() == taskId) {
            return held.get();
        }
        throw new PluginException(
                exists(connection, session.tenant().id(), taskId)
                        ? CallTasksError.TASK_NOT_HELD
                        : CallTasksError.TASK_NOT_FOUND);
    }

    static CallTask take(Connection connection, TenantSession session, long taskId, Instant now)
            throws SQLException {
        int tenant = session.tenant().id();
        long member = session.actor().requireMember();
        try (PreparedStatement putBack = connection.prepareStatement(PUT_BACK);
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            putBack.setInt(1, tenant);
            putBack.setLong(2, member);
            putBack.setLong(3, taskId);
            putBack.executeUpdate();
            take.setLong(1, member);
            take.setTimestamp(2, Timestamp.from(now));
            take.setInt(3, tenant);
            take.setLong(4, taskId);
            take.setLong(5, member);
            take.setLong(6, session.actor().orgUnitId());
            if (take.executeUpdate() == 0) {
                throw new PluginException(
                        exists(connection, tenant, taskId)
                                ? CallTasksError.TASK_TAKEN
                                : CallTasksError.TASK_NOT_FOUND);
            }
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new HeldMeanwhileException(e);
            }
            throw e;
        }
        return held(connection, session).orElseThrow();
    }

    static boolean exists(Connection connection, int tenant, long taskId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EXISTS)) {
            statement.setInt(1, tenant);
            statement.setLong(2, taskId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static Optional<CallTask> one(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(task(row)) : Optional.empty();
        }
    }

    private static CallTask task(ResultSet row) throws SQLException {
        return new CallTask(
                row.getLong("id"),
                row.getLong("batch_id"),
                row.getString("batch_name"),
                row.getString("script"),
                row.getLong("customer_id"),
                row.getLong("org_unit_id"),
                row.getInt("priority"),
                Rows.instant(row, "due_at"),
                Rows.instantOrNull(row, "call_back_at"),
                row.getInt("attempts"),
                Disposition.ofNullable(row.getString("disposition")),
                row.getString("note"),
                Rows.instant(row, "held_since"));
    }

    /// The same agent claimed twice at once and the database let only one through: the transaction
    /// is to be run again, and will find the task she holds by now.
    static final class HeldMeanwhileException extends RuntimeException {

        HeldMeanwhileException(SQLException cause) {
            super(cause);
        }
    }
}
