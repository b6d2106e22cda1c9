package io.trunkline.core.audit.internal;

import io.trunkline.core.audit.AuditError;
import io.trunkline.core.audit.AuditItem;
import io.trunkline.core.audit.AuditQuery;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Reads the entries within a session's reach.
public final class EntryTable {

    /// The source of what the platform wrote itself.
    public static final String PLATFORM = "platform";

    private static final int LOOKED_AT = 5_000;

    // A plugin's name is its source; whatever else wrote is a role of the platform.
    private static final String COLUMNS =
            """
            SELECT e.id, e.at, CASE WHEN e.channel = 'PLUGIN' THEN e.source ELSE 'platform' END,
                   e.member_id, e.actor, e.action, e.object_type, e.object_id, e.channel, e.address, e.reason,
                   s.position, e.before, e.after
              FROM trunkline.audit_entry e
              LEFT JOIN trunkline.audit_chain c ON c.tenant_id = :tenant
              LEFT JOIN trunkline.audit_seal s ON s.tenant_id = :tenant AND s.entry_id = e.id
                                              AND s.position <= c.position
            """;

    /// Customers out of reach are not there for the statement: their own policy sees to it.
    private static final String REACH =
            """
            CASE WHEN e.object_type = 'customer'
                 THEN EXISTS (SELECT FROM trunkline.customer c WHERE c.tenant_id = :tenant AND c.id = e.object_id)
                 ELSE e.member_id = :self
                      OR EXISTS (SELECT FROM trunkline.member m
                                  WHERE m.tenant_id = :tenant AND m.id = e.member_id AND :kind <> 'OWN'
                                    AND m.org_unit_id = ANY (CAST(:units AS bigint[]))) END
            """;

    private static final Map<String, String> VERSIONED =
            Map.of(
                    "customer", "trunkline.customer",
                    "role", "trunkline.role",
                    "member", "trunkline.member",
                    "org-unit", "trunkline.org_unit");

    private EntryTable() {}

    /// @param before JSON, as it was kept; not for a reader's eyes
    public record Entry(AuditItem item, @Nullable String before, @Nullable String after) {

        static Entry read(ResultSet row, StatementContext context) throws SQLException {
            return new Entry(EntryTable.item(row, context), row.getString(13), row.getString(14));
        }
    }

    public static List<AuditItem> page(Handle handle, Session session, AuditQuery query) {
        Conditions conditions = new Conditions(session);
        conditions.and("e.at >= :from", "from", query.from());
        conditions.and("e.at < :to", "to", query.to());
        conditions.and("e.member_id = :member", "member", query.memberId());
        conditions.and("e.action COLLATE \"C\" ^@ :action", "action", query.action());
        conditions.and("e.object_type = :type", "type", query.objectType());
        if (query.objectType() != null) {
            conditions.and("e.object_id = :object", "object", query.objectId());
        }
        conditions.and(
                "e.channel = :channel",
                "channel",
                query.channel() == null ? null : query.channel().name());
        if (query.after() != null) {
            Cursor cursor = Cursor.of(query.after());
            conditions.and("(e.at, e.id) < (:cursorAt, :cursorId)", "cursorAt", cursor.at());
            conditions.bind("cursorId", cursor.id());
        }
        conditions.bind("limit", query.limit());
        return conditions
                .query(handle, COLUMNS, " ORDER BY e.at DESC, e.id DESC LIMIT :limit")
                .map(EntryTable::item)
                .list();
    }

    public static Optional<Entry> find(Handle handle, Session session, long id) {
        Conditions conditions = new Conditions(session);
        conditions.and("e.id = :id", "id", id);
        return conditions.query(handle, COLUMNS, "").map(Entry::read).findOne();
    }

    /// What an entry is about has it now; empty where it is gone or no one edits it by version.
    public static Optional<Integer> version(
            Handle handle, Session session, String objectType, long objectId) {
        String table = VERSIONED.get(objectType);
        if (table == null) {
            return Optional.empty();
        }
        return handle.createQuery(
                        "SELECT version FROM " + table + " WHERE tenant_id = :tenant AND id = :id")
                .bind("tenant", session.tenant().id())
                .bind("id", objectId)
                .mapTo(Integer.class)
                .findOne();
    }

    public static List<String> actions(Handle handle, Session session) {
        return handle.createQuery(
                        """
                        SELECT DISTINCT action FROM (
                            SELECT action FROM trunkline.audit_entry
                             WHERE tenant_id = :tenant ORDER BY at DESC, id DESC LIMIT :most) AS newest
                         ORDER BY action
                        """)
                .bind("tenant", session.tenant().id())
                .bind("most", LOOKED_AT)
                .mapTo(String.class)
                .list();
    }

    /// Where the page after this entry begins.
    public static String cursor(AuditItem last) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, last.at()) + "-" + last.id();
    }

    private static AuditItem item(ResultSet row, StatementContext context) throws SQLException {
        return new AuditItem(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getObject(4, Long.class),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getLong(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getObject(12, Long.class));
    }

    private record Cursor(Instant at, long id) {
        static Cursor of(String text) {
            int dash = text.indexOf('-');
            try {
                long micros = Long.parseLong(text.substring(0, Math.max(dash, 0)));
                return new Cursor(
                        Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                        Long.parseLong(text.substring(dash + 1)));
            } catch (NumberFormatException | ArithmeticException e) {
                throw new PluginException(e, AuditError.AUDIT_CURSOR_INVALID);
            }
        }
    }

    private static final class Conditions {

        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();

        Conditions(Session session) {
            bind("tenant", session.tenant().id());
            conditions.add("e.tenant_id = :tenant");
            if (session.scope().kind() != RowScope.Kind.TENANT) {
                conditions.add("(" + REACH + ")");
                Long self = session.actor().memberId();
                bind("self", self == null ? 0L : self);
                bind("kind", session.scope().kind().name());
                bind(
                        "units",
                        session.scope().orgUnits().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(",", "{", "}")));
            }
        }

        void and(String condition, String name, @Nullable Object value) {
            if (value != null) {
                conditions.add(condition);
                bind(name, value);
            }
        }

        void bind(String name, Object value) {
            values.put(
                    name,
                    value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }

        Query query(Handle handle, String columns, String order) {
            Query query =
                    handle.createQuery(
                            columns + " WHERE " + String.join(" AND ", conditions) + order);
            values.forEach(query::bind);
            return query;
        }
    }
}
