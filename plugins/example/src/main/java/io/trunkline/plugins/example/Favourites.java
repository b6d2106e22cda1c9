package io.trunkline.plugins.example;

import io.trunkline.spi.ContactRecorded;
import io.trunkline.spi.CustomerCard;
import io.trunkline.spi.CustomerChanged;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.NotificationKind;
import io.trunkline.spi.NotificationRequested;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.Setting;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.TenantSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The favourites of the member who asks.
class Favourites {

    static final Setting<Integer> MOST = Setting.integer("most", 50, 1, 200);

    static final NotificationKind CHANGED = new NotificationKind("changed");

    private static final int NOTE_LENGTH = 200;

    private final PluginContext context;

    Favourites(PluginContext context) {
        this.context = context;
    }

    /// Newest first. Customers out of the member's reach are left out.
    List<Favourite> list(TenantSession session) {
        List<Row> rows = context.database().inTransaction(session, c -> rows(session, c));
        Map<Long, CustomerCard> customers =
                context
                        .customers()
                        .findAll(session, rows.stream().map(Row::customerId).toList())
                        .stream()
                        .collect(Collectors.toMap(CustomerCard::id, Function.identity()));
        return rows.stream()
                .flatMap(row ->
                        Optional.ofNullable(customers.get(row.customerId())).stream().map(row::as))
                .toList();
    }

    Optional<Favourite> find(TenantSession session, long customerId) {
        return list(session).stream()
                .filter(favourite -> favourite.customerId() == customerId)
                .findFirst();
    }

    /// Marks a customer, or changes the note; the customer's timeline tells of it.
    Favourite mark(TenantSession session, FavouriteDraft draft) {
        if (draft.note().length() > NOTE_LENGTH) {
            throw new PluginException(ExampleError.NOTE_TOO_LONG, NOTE_LENGTH);
        }
        CustomerCard customer =
                context.customers()
                        .find(session, draft.customerId())
                        .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
        return context.database()
                .inTransaction(
                        session,
                        connection -> {
                            Row row = upsert(session, connection, draft);
                            context.database().publish(session, connection, told(session, draft));
                            return row.as(customer);
                        });
    }

    /// Told of every change to a customer, and tells whoever keeps an eye on her; the same event
    /// may come twice and then changes nothing.
    void customerChanged(TenantSession session, Delivery<CustomerChanged> delivery) {
        context.database()
                .inTransaction(
                        session,
                        connection -> {
                            for (Watcher watcher : touch(session, connection, delivery)) {
                                context.database()
                                        .publish(session, connection, watcher.told(delivery));
                            }
                            return true;
                        });
    }

    private List<Watcher> touch(
            TenantSession session, Connection connection, Delivery<CustomerChanged> delivery) {
        return Sql.on(connection)
                .createQuery(
                        """
                        UPDATE favourite SET changed_at = :at
                         WHERE tenant_id = :tenant AND customer_id = :customer
                        RETURNING member_id, note
                        """)
                .bind("at", delivery.publishedAt())
                .bind("tenant", session.tenant().id())
                .bind("customer", delivery.event().customerId())
                .map((row, statement) ->
                        new Watcher(row.getLong("member_id"), row.getString("note")))
                .list();
    }

    private List<Row> rows(TenantSession session, Connection connection) {
        return Sql.on(connection)
                .createQuery(
                        """
                        SELECT id, customer_id, note, changed_at FROM favourite
                         WHERE tenant_id = :tenant AND member_id = :member ORDER BY id DESC LIMIT 200
                        """)
                .bind("tenant", session.tenant().id())
                .bind("member", session.actor().requireMember())
                .map(Row::read)
                .list();
    }

    private Row upsert(TenantSession session, Connection connection, FavouriteDraft draft) {
        int most = session.setting(MOST);
        return Sql.on(connection)
                .createQuery(
                        """
                        INSERT INTO favourite (tenant_id, id, member_id, customer_id, note)
                        SELECT :tenant, :id, :member, :customer, :note
                         WHERE :most + (SELECT coalesce(sum(more), 0) FROM allowance
                                         WHERE tenant_id = :tenant AND member_id = :member
                                           AND outcome = 'APPROVED')
                             > (SELECT count(*) FROM favourite
                                 WHERE tenant_id = :tenant AND member_id = :member
                                   AND customer_id <> :customer)
                        ON CONFLICT (tenant_id, member_id, customer_id) DO UPDATE SET note = :note
                        RETURNING id, customer_id, note, changed_at
                        """)
                .bind("tenant", session.tenant().id())
                .bind("id", context.ids().next())
                .bind("member", session.actor().requireMember())
                .bind("customer", draft.customerId())
                .bind("note", draft.note())
                .bind("most", most)
                .map(Row::read)
                .findOne()
                .orElseThrow(() -> new PluginException(ExampleError.TOO_MANY, most));
    }

    private ContactRecorded told(TenantSession session, FavouriteDraft draft) {
        return new ContactRecorded(
                draft.customerId(),
                ContactRecorded.Channel.NOTE,
                false,
                context.clock().instant(),
                session.actor().memberId(),
                "favourite.marked",
                ContactRecorded.Tone.NEUTRAL,
                draft.note(),
                "");
    }

    private record Watcher(long memberId, String note) {

        NotificationRequested told(Delivery<CustomerChanged> delivery) {
            return new NotificationRequested(
                    memberId,
                    CHANGED.key(),
                    "favourite.told",
                    List.of(note),
                    "customers/" + delivery.event().customerId(),
                    false,
                    "changed " + delivery.eventId());
        }
    }

    private record Row(long id, long customerId, String note, @Nullable Instant changedAt) {

        static Row read(ResultSet row, StatementContext statement) throws SQLException {
            Timestamp changed = row.getTimestamp("changed_at");
            return new Row(
                    row.getLong("id"),
                    row.getLong("customer_id"),
                    row.getString("note"),
                    changed == null ? null : changed.toInstant());
        }

        Favourite as(CustomerCard customer) {
            return new Favourite(id, customerId, customer.name(), note, changedAt);
        }
    }
}
