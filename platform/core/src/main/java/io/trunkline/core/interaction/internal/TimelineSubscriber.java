package io.trunkline.core.interaction.internal;

import io.quarkus.runtime.StartupEvent;
import io.trunkline.core.event.EventSubscriber;
import io.trunkline.core.event.EventSubscribers;
import io.trunkline.spi.ContactRecorded;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.Event;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Puts contacts that plugins tell of on the customer's timeline, each once.
@ApplicationScoped
class TimelineSubscriber implements EventSubscriber {

    private static final int LONGEST_NOTE = 2_000;

    private final TenantDatabase database;
    private final IdGenerator ids;
    private final EventSubscribers subscribers;

    TimelineSubscriber(TenantDatabase database, IdGenerator ids, EventSubscribers subscribers) {
        this.database = database;
        this.ids = ids;
        this.subscribers = subscribers;
    }

    void register(@Observes StartupEvent event) {
        subscribers.register(this);
    }

    @Override
    public String id() {
        return "platform";
    }

    @Override
    public boolean wants(Class<? extends Event> type) {
        return type == ContactRecorded.class;
    }

    @Override
    public void deliver(Delivery<?> delivery) {
        if (!(delivery.event() instanceof ContactRecorded contact)) {
            return;
        }
        String note = contact.note();
        // A customer the tenant does not have makes no row: the publisher's number may be anything.
        database.inTransaction(handle ->
                handle.createUpdate(
                                """
                                INSERT INTO trunkline.interaction (tenant_id, id, customer_id, event_id,
                                       channel, inbound, at, member_id, source, outcome_key, tone, note, subject)
                                SELECT :tenant, :id, c.id, :event, :channel, :inbound, :at, :member,
                                       :source, :outcome, :tone, :note, :subject
                                  FROM trunkline.customer c
                                 WHERE c.tenant_id = :tenant AND c.id = :customer
                                ON CONFLICT (tenant_id, event_id) DO NOTHING
                                """)
                        .bind("tenant", TenantRunner.current().tenant().id())
                        .bind("id", ids.next())
                        .bind("event", delivery.eventId())
                        .bind("customer", contact.customerId())
                        .bind("channel", contact.channel().name())
                        .bind("inbound", contact.inbound())
                        .bind("at", contact.at())
                        .bind("member", contact.memberId())
                        .bind("source", delivery.source())
                        .bind("outcome", contact.outcomeKey())
                        .bind("tone", contact.tone().name())
                        .bind("note", note.substring(0, Math.min(note.length(), LONGEST_NOTE)))
                        .bind("subject", contact.subject())
                        .execute());
    }
}
