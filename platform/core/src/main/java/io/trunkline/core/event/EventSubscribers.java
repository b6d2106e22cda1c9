package io.trunkline.core.event;

import io.trunkline.core.event.internal.DispatchSignal;
import io.trunkline.spi.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Who hears events on this node.
///
/// An event that nobody wants when it is handed out is done. So a subscriber that must miss nothing
/// is registered while the application starts, before [EventDispatcher] begins
/// ([EventDispatcher#START_ORDER]), stays registered while those behind it change, and says
/// [EventSubscriber#holds()] while nobody is behind it. What is held ends when its subscriber is
/// forgotten, or does not want it any more.
@ApplicationScoped
public class EventSubscribers {

    private final List<EventSubscriber> subscribers = new CopyOnWriteArrayList<>();
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
    private final DispatchSignal signal;

    EventSubscribers(DispatchSignal signal) {
        this.signal = signal;
    }

    /// Several may be registered with one id (generations): of those that want a tenant's event,
    /// the one registered last gets it.
    ///
    /// @return ends the registration; a delivery under way still finishes
    public Registration register(EventSubscriber subscriber) {
        forgotten.remove(subscriber.id());
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

    /// Says that nobody of this id is to come, on any node: what is held for it ends.
    public void forget(String id) {
        if (forgotten.add(id)) {
            signal.raise();
        }
    }

    public boolean isForgotten(String id) {
        return forgotten.contains(id);
    }

    /// Those registered with this id.
    public List<EventSubscriber> named(String id) {
        return subscribers.stream().filter(subscriber -> subscriber.id().equals(id)).toList();
    }

    /// Everyone for whom something could be held that this node can bring further.
    public Set<String> takers() {
        Set<String> takers = new HashSet<>(forgotten);
        subscribers.stream()
                .filter(subscriber -> !subscriber.holds())
                .forEach(subscriber -> takers.add(subscriber.id()));
        return takers;
    }

    /// Says that those who held may be able to hear now.
    public void wake() {
        signal.raise();
    }

    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
