package io.trunkline.core.reminder;

import io.trunkline.core.customer.Customers;
import io.trunkline.core.notification.NotificationDraft;
import io.trunkline.core.reminder.internal.ReminderTable;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The caller's own reminders; there is no way to anybody else's.
@ApplicationScoped
public class Reminders {

    private static final int LONGEST_NOTE = 500;
    private static final int MOST_OPEN = 200;
    private static final Duration FARTHEST = Duration.ofDays(730);

    /// What a person picks is a minute; the one that has just begun is fine.
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final TenantDatabase database;
    private final ReminderTable table;
    private final Customers customers;
    private final IdGenerator ids;
    private final Audit audit;

    Reminders(
            TenantDatabase database,
            ReminderTable table,
            Customers customers,
            IdGenerator ids,
            Audit audit) {
        this.database = database;
        this.table = table;
        this.customers = customers;
        this.ids = ids;
        this.audit = audit;
    }

    /// Those that are not done, the next one due first; or those that are, the latest first.
    ///
    /// @param limit 1 to 200
    public List<Reminder> list(boolean done, int limit) {
        if (limit < 1 || limit > 200) {
            throw new PluginException(StandardErrorCode.INVALID, "limit", limit);
        }
        Session session = TenantRunner.current();
        long member = session.actor().requireMember();
        return database.inTransaction(
                handle -> table.list(handle, session.tenant().id(), member, done, limit));
    }

    /// @throws PluginException `NOT_FOUND`
    public Reminder find(long id) {
        Session session = TenantRunner.current();
        return database.inTransaction(handle -> own(handle, session, id, false));
    }

    /// @throws PluginException `NOT_FOUND` when she may not see the customer, `INVALID` naming the
    ///   part that is wrong, or a [ReminderError]
    public Reminder create(ReminderDraft draft) {
        Session session = TenantRunner.current();
        long member = session.actor().requireMember();
        check(draft);
        long id = ids.next();
        return database.inTransaction(handle -> {
            if (table.open(handle, session.tenant().id(), member) >= MOST_OPEN) {
                throw new PluginException(ReminderError.TOO_MANY, MOST_OPEN);
            }
            table.insert(handle, session.tenant().id(), member, id, draft);
            Reminder made = own(handle, session, id, false);
            audit.record(handle, "reminder.create", "reminder", id, null, ReminderTable.json(made));
            return made;
        });
    }

    /// Changes what it says and when; one that was fired or done waits again.
    ///
    /// @throws PluginException as [#create], and `STALE` when it was changed since
    public Reminder update(long id, int version, ReminderDraft draft) {
        check(draft);
        return change(
                id,
                version,
                "reminder.update",
                (handle, old) ->
                        new Reminder(
                                id,
                                draft.note().strip(),
                                draft.customerId(),
                                draft.route(),
                                draft.dueAt(),
                                Reminder.State.OPEN,
                                old.version()));
    }

    /// Puts it off.
    ///
    /// @throws PluginException `NOT_FOUND`, or a [ReminderError]
    public Reminder snooze(long id, Instant until) {
        checkTime(until);
        return change(
                id,
                null,
                "reminder.snooze",
                (handle, old) ->
                        new Reminder(
                                id,
                                old.note(),
                                old.customerId(),
                                old.route(),
                                until,
                                Reminder.State.OPEN,
                                old.version()));
    }

    /// It is done; again changes nothing.
    ///
    /// @throws PluginException `NOT_FOUND`
    public Reminder done(long id) {
        return change(
                id,
                null,
                "reminder.done",
                (handle, old) ->
                        new Reminder(
                                id,
                                old.note(),
                                old.customerId(),
                                old.route(),
                                old.dueAt(),
                                Reminder.State.DONE,
                                old.version()));
    }

    private interface Change {
        Reminder of(Handle handle, Reminder old);
    }

    private Reminder change(long id, @Nullable Integer version, String action, Change change) {
        Session session = TenantRunner.current();
        return database.inTransaction(handle -> {
            Reminder old = own(handle, session, id, true);
            if (version != null && old.version() != version) {
                throw new PluginException(StandardErrorCode.STALE);
            }
            Reminder wanted = change.of(handle, old);
            if (wanted.equals(old)) {
                return old;
            }
            table.update(handle, session.tenant().id(), wanted);
            Reminder after = own(handle, session, id, false);
            audit.record(
                    handle,
                    action,
                    "reminder",
                    id,
                    ReminderTable.json(old),
                    ReminderTable.json(after));
            return after;
        });
    }

    private Reminder own(Handle handle, Session session, long id, boolean lock) {
        return table.find(handle, session.tenant().id(), session.actor().requireMember(), id, lock)
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    private void check(ReminderDraft draft) {
        String note = draft.note().strip();
        if (note.isEmpty() || note.length() > LONGEST_NOTE) {
            throw new PluginException(StandardErrorCode.INVALID, "note", note.length());
        }
        if (!NotificationDraft.isRoute(draft.route())) {
            throw new PluginException(StandardErrorCode.INVALID, "route", draft.route());
        }
        checkTime(draft.dueAt());
        Long customer = draft.customerId();
        if (customer != null && customers.find(customer).isEmpty()) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
    }

    private static void checkTime(Instant due) {
        Instant now = Instant.now();
        if (due.isBefore(now.minus(GRACE))) {
            throw new PluginException(ReminderError.PAST);
        }
        if (due.isAfter(now.plus(FARTHEST))) {
            throw new PluginException(ReminderError.TOO_FAR, FARTHEST.toDays());
        }
    }
}
