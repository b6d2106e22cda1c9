package io.trunkline.core.notification.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import io.trunkline.core.Json;
import io.trunkline.core.notification.Notification;
import io.trunkline.core.notification.NotificationDraft;
import io.trunkline.core.notification.NotificationPreferences;
import io.trunkline.core.notification.NotificationPreferences.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// The statements of notifications and their settings.
@ApplicationScoped
public class NotificationTable {

    private static final TypeReference<List<String>> ARGUMENTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Channel>> CHANNELS = new TypeReference<>() {};

    private record Row(
            long id,
            long member,
            String kind,
            String text,
            List<String> arguments,
            String route,
            boolean urgent,
            String key) {}

    /// @param firstId of as many ids as there are drafts
    public void insert(
            Handle handle,
            int tenant,
            long firstId,
            String source,
            Collection<NotificationDraft> drafts) {
        List<Row> rows = new ArrayList<>();
        for (NotificationDraft draft : drafts) {
            rows.add(
                    new Row(
                            firstId + rows.size(),
                            draft.memberId(),
                            draft.kind(),
                            draft.textKey(),
                            draft.arguments(),
                            draft.route(),
                            draft.urgent(),
                            source + ":" + draft.key()));
        }
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.notification (tenant_id, id, member_id, kind, source,
                               text_key, arguments, route, urgent, dedupe_key)
                        SELECT :tenant, n.id, m.id, n.kind, :source, n.text, n.arguments, n.route,
                               n.urgent, n.key
                          FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS n (id bigint, member bigint,
                               kind text, text text, arguments jsonb, route text, urgent boolean, key text)
                          JOIN trunkline.member m ON m.tenant_id = :tenant AND m.id = n.member
                               AND m.present
                          LEFT JOIN trunkline.notification_setting s ON s.tenant_id = :tenant
                               AND s.member_id = m.id
                         WHERE coalesce(s.channels ->> n.kind, 'TOAST') <> 'OFF'
                        ON CONFLICT (tenant_id, member_id, dedupe_key) DO NOTHING
                        """)
                .bind("tenant", tenant)
                .bind("source", source)
                .bind("rows", Json.write(rows))
                .execute();
    }

    public List<Notification> list(
            Handle handle, int tenant, long member, boolean unreadOnly, long beforeId, int limit) {
        return handle.createQuery(
                        """
                        SELECT id, kind, source, text_key, arguments, route, urgent, at, read_at
                          FROM trunkline.notification
                         WHERE tenant_id = :tenant AND member_id = :member AND id < :before
                           AND (NOT :unreadOnly OR read_at IS NULL)
                         ORDER BY id DESC LIMIT :limit
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .bind("before", beforeId)
                .bind("unreadOnly", unreadOnly)
                .bind("limit", limit)
                .map(NotificationTable::read)
                .list();
    }

    public int unread(Handle handle, int tenant, long member) {
        return handle.createQuery(
                        """
                        SELECT count(*) FROM (
                            SELECT FROM trunkline.notification
                             WHERE tenant_id = :tenant AND member_id = :member AND read_at IS NULL
                             LIMIT 100) AS few
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .mapTo(Integer.class)
                .one();
    }

    /// @return whether the member has it
    public boolean read(Handle handle, int tenant, long member, long id) {
        return handle.createUpdate(
                                """
                                UPDATE trunkline.notification SET read_at = coalesce(read_at, now())
                                 WHERE tenant_id = :tenant AND member_id = :member AND id = :id
                                """)
                        .bind("tenant", tenant)
                        .bind("member", member)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    public int readAll(Handle handle, int tenant, long member, long upToId) {
        return handle.createUpdate(
                        """
                        UPDATE trunkline.notification SET read_at = now()
                         WHERE tenant_id = :tenant AND member_id = :member AND id <= :upTo
                           AND read_at IS NULL
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .bind("upTo", upToId)
                .execute();
    }

    /// Keeps the newest; of the older ones first what was read goes, then the rest.
    public int sweep(Handle handle, int tenant, int keptRead, int keptAtAll) {
        return handle.createUpdate(
                        """
                        DELETE FROM trunkline.notification WHERE tenant_id = :tenant AND id IN (
                            SELECT n.id FROM (
                                SELECT id, read_at,
                                       row_number() OVER (PARTITION BY member_id ORDER BY id DESC) AS place
                                  FROM trunkline.notification WHERE tenant_id = :tenant) AS n
                             WHERE n.place > :atAll OR (n.place > :read AND n.read_at IS NOT NULL))
                        """)
                .bind("tenant", tenant)
                .bind("read", keptRead)
                .bind("atAll", keptAtAll)
                .execute();
    }

    public NotificationPreferences preferences(Handle handle, int tenant, long member) {
        return handle.createQuery(
                        """
                        SELECT quiet, quiet_from, quiet_until, urgent_at_night, channels, version
                          FROM trunkline.notification_setting
                         WHERE tenant_id = :tenant AND member_id = :member
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .map((row, context) ->
                        new NotificationPreferences(
                                row.getBoolean(1),
                                row.getObject(2, LocalTime.class),
                                row.getObject(3, LocalTime.class),
                                row.getBoolean(4),
                                Json.read(row.getString(5), CHANNELS),
                                row.getInt(6)))
                .findOne()
                .orElse(NotificationPreferences.USUAL);
    }

    /// @return false when it was changed since
    public boolean save(
            Handle handle, int tenant, long member, NotificationPreferences preferences) {
        return handle.createUpdate(
                                """
                                INSERT INTO trunkline.notification_setting AS s (tenant_id, member_id,
                                       quiet, quiet_from, quiet_until, urgent_at_night, channels, version)
                                VALUES (:tenant, :member, :quiet, :from, :until, :urgent,
                                        CAST(:channels AS jsonb), 1)
                                ON CONFLICT (tenant_id, member_id) DO UPDATE
                                   SET quiet = excluded.quiet, quiet_from = excluded.quiet_from,
                                       quiet_until = excluded.quiet_until,
                                       urgent_at_night = excluded.urgent_at_night,
                                       channels = excluded.channels, version = s.version + 1
                                 WHERE s.version = :version
                                """)
                        .bind("tenant", tenant)
                        .bind("member", member)
                        .bind("quiet", preferences.quiet())
                        .bind("from", preferences.quietFrom())
                        .bind("until", preferences.quietUntil())
                        .bind("urgent", preferences.urgentAtNight())
                        .bind("channels", Json.write(preferences.channels()))
                        .bind("version", preferences.version())
                        .execute()
                == 1;
    }

    private static Notification read(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime readAt = row.getObject(9, OffsetDateTime.class);
        return new Notification(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Json.read(row.getString(5), ARGUMENTS),
                row.getString(6),
                row.getBoolean(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                readAt == null ? null : readAt.toInstant());
    }
}
