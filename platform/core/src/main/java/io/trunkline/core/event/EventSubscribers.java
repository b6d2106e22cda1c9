package io.trunkline.core.event;

import io.trunkline.core.event.internal.DispatchSignal;
import io.trunkline.spi.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// Who hears events on this node.
///
/// An event that nobody wants when it is handed out is done. So a subscriber that must miss nothing
/// is registered while the application starts, before [EventDispatcher] begins
/// ([EventDispatcher#START_ORDER]), and a newer generation is registered before the older one is
/// closed. While one that should run cannot, leave a registration in its place whose delivery
/// throws.
@ApplicationScoped
public class EventSubscribers {

    private final List<EventSubscriber> subscribers = new CopyOnWriteArrayList<>();
    private final DispatchSignal signal;

    EventSubscribers(DispatchSignal signal) {
        this.signal = signal;
    }

    /// Several may be registered with one id (generations): of those that want a tenant's event,
    /// the one registered last gets it.
    ///
    /// @return ends the registration; a delivery under way still finishes
    public Registration register(EventSubscriber subscriber) {
        subscribers.add(subscriber);
        signal.raise();
        return () -> subscribers.remove(subscriber);
    }

    /// Who is to hear this type, in the current tenant; one for each id.
    public List<EventSubscriber> of(Class<? extends Event> type) {
        List<EventSubscriber> wanting = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (EventSubscriber subscriber : List.copyOf(subscribers).reversed()) {
            if (!ids.contains(subscriber.id()) && subscriber.wants(type)) {
                ids.add(subscriber.id());
                wanting.add(subscriber);
            }
        }
        return wanting.reversed();
    }

    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
