package io.trunkline.core.reminder.internal;

import io.trunkline.core.Json;
import io.trunkline.core.reminder.Reminder;
import io.trunkline.core.reminder.ReminderDraft;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// The statements of reminders.
@ApplicationScoped
public class ReminderTable {

    private static final String COLUMNS =
            "SELECT id, note, customer_id, route, due_at, state, version, member_id FROM"
                    + " trunkline.reminder";

    /// A reminder with the member it is for.
    record Due(long memberId, Reminder reminder) {}

    public List<Reminder> list(Handle handle, int tenant, long member, boolean done, int limit) {
        return handle.createQuery(
                        COLUMNS
                                + """
                                 WHERE tenant_id = :tenant AND member_id = :member
                                   AND (state = 'DONE') = :done
                                 ORDER BY due_at %s, id LIMIT :limit
                                """
                                        .formatted(done ? "DESC" : "ASC"))
                .bind("tenant", tenant)
                .bind("member", member)
                .bind("done", done)
                .bind("limit", limit)
                .map(ReminderTable::read)
                .list();
    }

    public Optional<Reminder> find(Handle handle, int tenant, long member, long id, boolean lock) {
        return handle.createQuery(
                        COLUMNS
                                + " WHERE tenant_id = :tenant AND member_id = :member AND id = :id"
                                + (lock ? " FOR UPDATE" : ""))
                .bind("tenant", tenant)
                .bind("member", member)
                .bind("id", id)
                .map(ReminderTable::read)
                .findOne();
    }

    public int open(Handle handle, int tenant, long member) {
        return handle.createQuery(
                        """
                        SELECT count(*) FROM trunkline.reminder
                         WHERE tenant_id = :tenant AND member_id = :member AND state <> 'DONE'
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .mapTo(Integer.class)
                .one();
    }

    public void insert(Handle handle, int tenant, long member, long id, ReminderDraft draft) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.reminder (tenant_id, id, member_id, note, customer_id,
                               route, due_at, state)
                        VALUES (:tenant, :id, :member, :note, :customer, :route, :due, 'OPEN')
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("member", member)
                .bind("note", draft.note().strip())
                .bind("customer", draft.customerId())
                .bind("route", draft.route())
                .bind("due", draft.dueAt().atOffset(ZoneOffset.UTC))
                .execute();
    }

    public void update(Handle handle, int tenant, Reminder wanted) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.reminder
                           SET note = :note, customer_id = :customer, route = :route, due_at = :due,
                               state = :state, version = version + 1
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", wanted.id())
                .bind("note", wanted.note())
                .bind("customer", wanted.customerId())
                .bind("route", wanted.route())
                .bind("due", wanted.dueAt().atOffset(ZoneOffset.UTC))
                .bind("state", wanted.state().name())
                .execute();
    }

    /// Takes what is due and not taken by another node, and marks it as fired.
    List<Due> fire(Handle handle, int tenant, int limit) {
        return handle.createQuery(
                        """
                        UPDATE trunkline.reminder SET state = 'FIRED', version = version + 1
                         WHERE tenant_id = :tenant AND state = 'OPEN' AND id IN (
                               SELECT id FROM trunkline.reminder
                                WHERE tenant_id = :tenant AND state = 'OPEN' AND due_at <= now()
                                ORDER BY due_at, id LIMIT :limit FOR UPDATE SKIP LOCKED)
                        RETURNING id, note, customer_id, route, due_at, state, version, member_id
                        """)
                .bind("tenant", tenant)
                .bind("limit", limit)
                .map((row, context) -> new Due(row.getLong(8), read(row, context)))
                .list();
    }

    /// For the audit.
    public static String json(Reminder reminder) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("note", reminder.note());
        facts.put("customerId", reminder.customerId());
        facts.put("route", reminder.route());
        facts.put("dueAt", reminder.dueAt().toString());
        facts.put("state", reminder.state());
        return Json.write(facts);
    }

    private static Reminder read(ResultSet row, StatementContext context) throws SQLException {
        return new Reminder(
                row.getLong(1),
                row.getString(2),
                row.getObject(3, Long.class),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                Reminder.State.valueOf(row.getString(6)),
                row.getInt(7));
    }
}
