package io.trunkline.bench.plugin.reminder;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.TenantSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The caller's reminders, by the platform's own statements on a copy of its table, and with its
/// answers: `/api/v1/reminders` again, as a plugin would have it.
final class Reminders {

    record Page(List<Reminder> items, @Nullable String next) {}

    record Reminder(
            String id,
            String note,
            @Nullable String customerId,
            String route,
            Instant dueAt,
            String state,
            int version) {}

    private static final String COLUMNS =
            "SELECT id, note, customer_id, route, due_at, state, version, member_id FROM reminder";
    private static final int LIMIT = 50;

    private final PluginContext context;

    Reminders(PluginContext context) {
        this.context = context;
    }

    Page list(TenantSession session) {
        return new Page(
                context.database()
                        .inTransaction(
                                session,
                                connection ->
                                        Sql.on(connection)
                                                .createQuery(
                                                        COLUMNS
                                                                + """
                                                                 WHERE tenant_id = :tenant AND member_id = :member
                                                                   AND (state = 'DONE') = :done
                                                                 ORDER BY due_at ASC, id LIMIT :limit
                                                                """)
                                                .bind("tenant", session.tenant().id())
                                                .bind("member", session.actor().requireMember())
                                                .bind("done", false)
                                                .bind("limit", LIMIT)
                                                .map(Reminders::read)
                                                .list()),
                null);
    }

    Reminder find(TenantSession session, long id) {
        return context.database()
                .inTransaction(session, connection -> find(session, connection, id));
    }

    private static Reminder find(TenantSession session, Connection connection, long id) {
        return Sql.on(connection)
                .createQuery(
                        COLUMNS + " WHERE tenant_id = :tenant AND member_id = :member AND id = :id")
                .bind("tenant", session.tenant().id())
                .bind("member", session.actor().requireMember())
                .bind("id", id)
                .map(Reminders::read)
                .findOne()
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    private static Reminder read(ResultSet row, StatementContext context) throws SQLException {
        Long customer = row.getObject(3, Long.class);
        return new Reminder(
                Long.toString(row.getLong(1)),
                row.getString(2),
                customer == null ? null : customer.toString(),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getString(6),
                row.getInt(7));
    }
}
