package io.trunkline.core.interaction;

import io.trunkline.core.customer.Customers;
import io.trunkline.spi.ContactRecorded.Channel;
import io.trunkline.spi.ContactRecorded.Tone;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The timeline of a customer the caller may see.
@ApplicationScoped
public class Interactions {

    private static final int LONGEST_NOTE = 2_000;

    private final TenantDatabase database;
    private final Customers customers;
    private final IdGenerator ids;
    private final Audit audit;

    Interactions(TenantDatabase database, Customers customers, IdGenerator ids, Audit audit) {
        this.database = database;
        this.customers = customers;
        this.ids = ids;
        this.audit = audit;
    }

    /// Newest first.
    ///
    /// @param beforeId id of the last one seen, `Long.MAX_VALUE` to begin
    /// @param limit at most 200
    /// @throws PluginException `NOT_FOUND` when there is no such customer, or not for the caller
    public List<Interaction> timeline(long customerId, long beforeId, int limit) {
        if (limit < 1 || limit > 200) {
            throw new PluginException(StandardErrorCode.INVALID, "limit", limit);
        }
        Session session = reaching(customerId);
        return database.inTransaction(handle -> read(handle, session, customerId, beforeId, limit));
    }

    /// Writes a note by the caller on a customer's timeline. Needs the permission `customer.view`:
    /// whoever works with a customer may leave word.
    ///
    /// @param note 1 to 2,000 characters
    public Interaction addNote(long customerId, String note) {
        String text = note.strip();
        if (text.isEmpty() || text.length() > LONGEST_NOTE) {
            throw new PluginException(StandardErrorCode.INVALID, "note", text.length());
        }
        Session session = reaching(customerId);
        long member = session.actor().requireMember();
        long id = ids.next();
        return database.inTransaction(handle -> {
            handle.createUpdate(
                            """
                            INSERT INTO trunkline.interaction (tenant_id, id, customer_id, channel,
                                   inbound, at, member_id, source, tone, note, subject)
                            VALUES (:tenant, :id, :customer, :channel, false, now(), :member,
                                   'platform', :tone, :note, '')
                            """)
                    .bind("tenant", session.tenant().id())
                    .bind("id", id)
                    .bind("customer", customerId)
                    .bind("channel", Channel.NOTE.name())
                    .bind("member", member)
                    .bind("tone", Tone.NEUTRAL.name())
                    .bind("note", text)
                    .execute();
            audit.record(handle, "interaction.note", "customer", customerId, null, null);
            return read(handle, session, customerId, id + 1, 1).getFirst();
        });
    }

    /// Timeline rows carry no unit of their own: the customer's row decides who may read them.
    private Session reaching(long customerId) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.CUSTOMER_VIEW);
        if (customers.find(customerId).isEmpty()) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
        return session;
    }

    private static List<Interaction> read(
            Handle handle, Session session, long customerId, long beforeId, int limit) {
        return handle.createQuery(
                        """
                        SELECT i.id, i.customer_id, i.channel, i.inbound, i.at, i.member_id, m.display_name,
                               i.source, i.outcome_key, i.tone, i.note, i.subject
                          FROM trunkline.interaction i
                          JOIN trunkline.customer c ON c.tenant_id = :tenant AND c.id = i.customer_id
                          LEFT JOIN trunkline.member m ON m.tenant_id = :tenant AND m.id = i.member_id
                         WHERE i.tenant_id = :tenant AND i.customer_id = :customer AND i.id < :before
                         ORDER BY i.id DESC LIMIT :limit
                        """)
                .bind("tenant", session.tenant().id())
                .bind("customer", customerId)
                .bind("before", beforeId)
                .bind("limit", limit)
                .map((row, context) ->
                        new Interaction(
                                row.getLong(1),
                                row.getLong(2),
                                Channel.valueOf(row.getString(3)),
                                row.getBoolean(4),
                                row.getObject(5, OffsetDateTime.class).toInstant(),
                                row.getObject(6, Long.class),
                                row.getString(7),
                                row.getString(8),
                                row.getString(9),
                                Tone.valueOf(row.getString(10)),
                                row.getString(11),
                                row.getString(12)))
                .list();
    }
}
