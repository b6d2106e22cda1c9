package io.trunkline.plugins.calltasks.work;

import io.trunkline.plugins.calltasks.CallTasksError;
import io.trunkline.plugins.calltasks.CallTasksSettings;
import io.trunkline.plugins.calltasks.database.Rows;
import io.trunkline.spi.CallTaskClosed;
import io.trunkline.spi.ContactRecorded;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.TenantSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Records what came of a call.
final class Outcomes {

    private static final int NOTE_LENGTH = 2_000;
    private static final int REQUEST_LENGTH = 64;

    // The task changes and the attempt is kept in one statement; a request that was answered before
    // changes nothing.
    private static final String RECORD =
            """
            WITH t AS (
              UPDATE call_task SET
                     attempts = attempts + 1, disposition = ?, note = ?, held_since = NULL,
                     status = CASE WHEN ?::timestamptz IS NULL OR ? AND attempts + 1 >= ?
                                   THEN 'done' ELSE 'callback' END,
                     call_back_at = CASE WHEN ? AND attempts + 1 >= ? THEN NULL ELSE ?::timestamptz END,
                     assignee_id = CASE WHEN ? THEN NULL ELSE assignee_id END,
                     closed_at = CASE WHEN ?::timestamptz IS NULL OR ? AND attempts + 1 >= ?
                                      THEN ?::timestamptz END
               WHERE tenant_id = ? AND id = ? AND assignee_id = ? AND status = 'in_progress'
                 AND NOT EXISTS (SELECT 1 FROM attempt
                                  WHERE tenant_id = ? AND member_id = ? AND request_id = ?)
              RETURNING tenant_id, id, batch_id, customer_id, org_unit_id, status, call_back_at, attempts)
            INSERT INTO attempt (tenant_id, id, task_id, batch_id, customer_id, org_unit_id, member_id,
                                 request_id, number, disposition, note, status, call_back_at, at)
            SELECT t.tenant_id, ?, t.id, t.batch_id, t.customer_id, t.org_unit_id, ?,
                   ?, t.attempts, ?, ?, t.status, t.call_back_at, ?::timestamptz
              FROM t
            RETURNING batch_id, customer_id, status, call_back_at, number,
                      (SELECT name FROM batch b WHERE b.tenant_id = attempt.tenant_id AND b.id = batch_id)
            """;

    private static final String BEFORE =
            """
            SELECT disposition, status, call_back_at, number FROM attempt
             WHERE tenant_id = ? AND member_id = ? AND request_id = ? AND task_id = ?
            """;

    private static final String LEAVE_IN_PEACE =
            """
            UPDATE call_task SET status = 'cancelled', assignee_id = NULL, call_back_at = NULL,
                   closed_at = ?
             WHERE tenant_id = ? AND customer_id = ?
               AND status IN ('new', 'unmatched', 'ready', 'assigned', 'callback')
            """;

    private final PluginContext context;

    Outcomes(PluginContext context) {
        this.context = context;
    }

    /// What is recorded, checked before any connection is taken.
    record Checked(
            Outcome outcome, String note, @Nullable Instant again, boolean redial, int max) {}

    Checked check(TenantSession session, Outcome outcome, Instant now) {
        if (outcome.requestId() == null
                || outcome.requestId().isBlank()
                || outcome.requestId().length() > REQUEST_LENGTH) {
            throw new PluginException(CallTasksError.REQUEST_ID);
        }
        if (outcome.disposition() == null) {
            throw new PluginException(CallTasksError.DISPOSITION_MISSING);
        }
        String note = outcome.note() == null ? "" : outcome.note().strip();
        if (note.length() > NOTE_LENGTH) {
            throw new PluginException(CallTasksError.NOTE_TOO_LONG, NOTE_LENGTH);
        }
        Disposition.After after = outcome.disposition().after();
        Instant again =
                switch (after) {
                    case CLOSE -> null;
                    case CALL_BACK -> CallingHours.of(session).promised(outcome.callBackAt(), now);
                    case REDIAL -> CallingHours.of(session).redial(now);
                };
        return new Checked(
                outcome,
                note,
                again,
                after == Disposition.After.REDIAL,
                session.setting(CallTasksSettings.MAX_ATTEMPTS));
    }

    /// @throws PluginException `TASK_NOT_HELD`, `TASK_NOT_FOUND`
    Saved record(
            Connection connection, TenantSession session, long taskId, Checked checked, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
            bind(statement, session, taskId, checked, now);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    return recorded(connection, session, taskId, checked, now, row);
                }
            }
        }
        Optional<Saved> before = before(connection, session, taskId, checked.outcome());
        if (before.isPresent()) {
            return before.get();
        }
        throw new PluginException(
                Claims.exists(connection, session.tenant().id(), taskId)
                        ? CallTasksError.TASK_NOT_HELD
                        : CallTasksError.TASK_NOT_FOUND);
    }

    private void bind(
            PreparedStatement statement,
            TenantSession session,
            long taskId,
            Checked checked,
            Instant now)
            throws SQLException {
        int tenant = session.tenant().id();
        long member = session.actor().requireMember();
        String disposition = checked.outcome().disposition().key();
        String request = checked.outcome().requestId();
        Timestamp again = checked.again() == null ? null : Timestamp.from(checked.again());
        Timestamp time = Timestamp.from(now);
        boolean byTeam =
                checked.outcome().forTeam()
                        && checked.outcome().disposition().after() == Disposition.After.CALL_BACK;
        Object[] values = {
            disposition,
            checked.note(),
            again,
            checked.redial(),
            checked.max(),
            checked.redial(),
            checked.max(),
            again,
            byTeam,
            again,
            checked.redial(),
            checked.max(),
            time,
            tenant,
            taskId,
            member,
            tenant,
            member,
            request,
            context.ids().next(),
            member,
            request,
            disposition,
            checked.note(),
            time
        };
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null) {
                statement.setTimestamp(i + 1, null);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    private Saved recorded(
            Connection connection,
            TenantSession session,
            long taskId,
            Checked checked,
            Instant now,
            ResultSet row)
            throws SQLException {
        long batchId = row.getLong("batch_id");
        long customerId = row.getLong("customer_id");
        Disposition disposition = checked.outcome().disposition();
        TaskStatus status = TaskStatus.of(row.getString("status"));
        long member = session.actor().requireMember();
        context.database()
                .publish(
                        session,
                        connection,
                        new ContactRecorded(
                                customerId,
                                ContactRecorded.Channel.PHONE,
                                false,
                                now,
                                member,
                                "disposition." + disposition.key(),
                                disposition.tone(),
                                checked.note(),
                                row.getString("name")));
        context.database()
                .audit(
                        session,
                        connection,
                        "call-tasks.outcome",
                        "call-task",
                        taskId,
                        null,
                        "{\"customer\":%d,\"disposition\":\"%s\",\"status\":\"%s\"}"
                                .formatted(customerId, disposition.key(), row.getString("status")));
        if (status == TaskStatus.DONE) {
            context.database()
                    .publish(
                            session,
                            connection,
                            new CallTaskClosed(
                                    customerId, taskId, batchId, disposition.key(), member, now));
        }
        if (disposition == Disposition.DO_NOT_DISTURB) {
            leaveInPeace(connection, session, customerId, now);
        }
        return new Saved(
                taskId,
                status,
                disposition,
                Rows.instantOrNull(row, "call_back_at"),
                row.getInt("number"),
                null);
    }

    private static void leaveInPeace(
            Connection connection, TenantSession session, long customerId, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LEAVE_IN_PEACE)) {
            statement.setTimestamp(1, Timestamp.from(now));
            statement.setInt(2, session.tenant().id());
            statement.setLong(3, customerId);
            statement.executeUpdate();
        }
    }

    private static Optional<Saved> before(
            Connection connection, TenantSession session, long taskId, Outcome outcome)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEFORE)) {
            statement.setInt(1, session.tenant().id());
            statement.setLong(2, session.actor().requireMember());
            statement.setString(3, outcome.requestId());
            statement.setLong(4, taskId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(
                        new Saved(
                                taskId,
                                TaskStatus.of(row.getString("status")),
                                Disposition.of(row.getString("disposition")),
                                Rows.instantOrNull(row, "call_back_at"),
                                row.getInt("number"),
                                null));
            }
        }
    }
}
