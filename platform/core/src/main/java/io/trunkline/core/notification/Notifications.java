package io.trunkline.core.notification;

import io.trunkline.core.Json;
import io.trunkline.core.notification.internal.NotificationTable;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// What members are told. Reading and settings are the caller's own; there is no way to anybody
/// else's.
@ApplicationScoped
public class Notifications {

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9.-]{0,99}");
    private static final int MOST_KINDS = 200;

    private final TenantDatabase database;
    private final NotificationTable table;
    private final IdGenerator ids;
    private final Audit audit;

    Notifications(TenantDatabase database, NotificationTable table, IdGenerator ids, Audit audit) {
        this.database = database;
        this.table = table;
        this.ids = ids;
        this.audit = audit;
    }

    /// Tells members, in the caller's transaction. Those who are not active, or have switched the
    /// kind off, are not told; nor is anybody told twice for one key of one source.
    ///
    /// @param source plugin whose texts say it, [Notification#PLATFORM] for the platform
    public void send(Handle handle, String source, Collection<NotificationDraft> drafts) {
        if (!drafts.isEmpty()) {
            int tenant = TenantRunner.current().tenant().id();
            table.insert(handle, tenant, ids.block(drafts.size()), source, drafts);
        }
    }

    /// The caller's, newest first.
    ///
    /// @param beforeId id of the last one seen, `Long.MAX_VALUE` to begin
    /// @param limit 1 to 200
    public List<Notification> list(boolean unreadOnly, long beforeId, int limit) {
        if (limit < 1 || limit > 200) {
            throw new PluginException(StandardErrorCode.INVALID, "limit", limit);
        }
        Session session = TenantRunner.current();
        long member = session.actor().requireMember();
        return database.inTransaction(handle ->
                table.list(handle, session.tenant().id(), member, unreadOnly, beforeId, limit));
    }

    /// How many the caller has not read; more than 99 are answered as 100.
    public int unread() {
        Session session = TenantRunner.current();
        long member = session.actor().requireMember();
        return database.inTransaction(
                handle -> table.unread(handle, session.tenant().id(), member));
    }

    /// Marks one of the caller's as read; again changes nothing.
    ///
    /// @throws PluginException `NOT_FOUND` when she has no such notification
    public void read(long id) {
        Session session = TenantRunner.current();
        long member = session.actor().requireMember();
        boolean found =
                database.inTransaction(
                        handle -> table.read(handle, session.tenant().id(), member, id));
        if (!found) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
    }

    /// Marks as read what the caller has got so far.
    ///
    /// @param upToId the newest she has seen; what came later stays unread
    public void readAll(long upToId) {
        Session session = TenantRunner.current();
        long member = session.actor().requireMember();
        database.inTransaction(
                handle -> table.readAll(handle, session.tenant().id(), member, upToId));
    }

    /// How the caller wants to be told.
    public NotificationPreferences preferences() {
        Session session = TenantRunner.current();
        long member = session.actor().requireMember();
        return database.inTransaction(
                handle -> table.preferences(handle, session.tenant().id(), member));
    }

    /// Changes how the caller wants to be told.
    ///
    /// @throws PluginException `STALE` when another page of hers changed it since, `INVALID` for a
    ///   kind that cannot be, or reminders switched off: whoever wants none sets none
    public NotificationPreferences save(NotificationPreferences wanted) {
        wanted.channels()
                .forEach((kind, channel) -> {
                    boolean lost =
                            kind.equals(Notification.REMINDER)
                                    && channel == NotificationPreferences.Channel.OFF;
                    if (!KIND.matcher(kind).matches() || lost) {
                        throw new PluginException(StandardErrorCode.INVALID, "channels", kind);
                    }
                });
        if (wanted.channels().size() > MOST_KINDS) {
            throw new PluginException(
                    StandardErrorCode.INVALID, "channels", wanted.channels().size());
        }
        Session session = TenantRunner.current();
        int tenant = session.tenant().id();
        long member = session.actor().requireMember();
        return database.inTransaction(handle -> {
            NotificationPreferences before = table.preferences(handle, tenant, member);
            if (before.version() != wanted.version()
                    || !table.save(handle, tenant, member, wanted)) {
                throw new PluginException(StandardErrorCode.STALE);
            }
            NotificationPreferences after = table.preferences(handle, tenant, member);
            audit.record(
                    handle, "notification.settings", "member", member, json(before), json(after));
            return after;
        });
    }

    private static String json(NotificationPreferences preferences) {
        return Json.write(
                Map.of(
                        "quiet", preferences.quiet(),
                        "quietFrom", preferences.quietFrom().toString(),
                        "quietUntil", preferences.quietUntil().toString(),
                        "urgentAtNight", preferences.urgentAtNight(),
                        "channels", preferences.channels()));
    }
}
