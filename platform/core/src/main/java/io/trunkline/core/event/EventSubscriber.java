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

    /// Whether events that it wants are kept for it, since it should hear them and cannot be
    /// reached on this node at this moment. They wait in the database, in their order, and are
    /// handed out by the first node that can, this one or another; nobody else's are held up
    /// meanwhile. Asked outside of any tenant as well.
    default boolean holds() {
        return false;
    }

    /// Handles one event. A [HeldException] means: keep it for when [#holds()] is over. Another
    /// exception means: deliver again later, and hold back later events of the same customer until
    /// then.
    void deliver(Delivery<?> delivery);
}
