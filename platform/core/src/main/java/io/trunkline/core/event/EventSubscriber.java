package io.trunkline.core.event;

import io.trunkline.spi.Delivery;
import io.trunkline.spi.Event;

/// Someone who wants to hear events. Both methods are called on a virtual thread, under the
/// platform's session of the tenant ([io.trunkline.tenancy.TenantRunner#current()]) and outside of
/// any transaction.
public interface EventSubscriber {

    /// The inbox key: the same across restarts, nodes and generations, for example the plugin's id.
    String id();

    /// Whether the current tenant's events of this type are to be delivered here. Answered from
    /// memory or a short-lived cache: it is asked for every batch.
    boolean wants(Class<? extends Event> type);

    /// Handles one event. An exception means: deliver again later, and hold back later events of
    /// the same customer until then.
    void deliver(Delivery<?> delivery);
}
