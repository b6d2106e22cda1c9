package io.trunkline.core.event;

import io.trunkline.core.Json;
import io.trunkline.core.event.internal.DispatchSignal;
import io.trunkline.spi.Event;
import io.trunkline.tenancy.Announcements;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Writes the platform's own events, in the transaction of the change they tell of. A plugin writes
/// its events by the database function `trunkline.publish(type, customer, payload)` with the texts
/// of [EventCodec], in a transaction of its own role, and then calls [EventDispatcher#wake()].
@ApplicationScoped
public class Outbox implements Announcements {

    private final DispatchSignal signal;

    Outbox(DispatchSignal signal) {
        this.signal = signal;
    }

    @Override
    public void publish(Handle handle, Event event) {
        publishAll(handle, List.of(event));
    }

    /// All in one statement, in their order.
    public void publishAll(Handle handle, Collection<? extends Event> events) {
        if (events.isEmpty()) {
            return;
        }
        List<Map<String, Object>> rows =
                events.stream()
                        .map(event ->
                                Map.<String, Object>of(
                                        "type", EventCodec.type(event),
                                        "customer", event.customerId(),
                                        "payload", EventCodec.payload(event)))
                        .toList();
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.outbox (tenant_id, type, customer_id, source, payload)
                        SELECT :tenant, e.type, e.customer, 'platform', CAST(e.payload AS jsonb)
                          FROM jsonb_to_recordset(CAST(:events AS jsonb))
                               AS e (type text, customer bigint, payload text)
                        """)
                .bind("tenant", TenantRunner.current().tenant().id())
                .bind("events", Json.write(rows))
                .execute();
        signal.raise();
    }
}
