package io.trunkline.core.event;

import io.trunkline.core.Json;
import io.trunkline.spi.ApprovalRequested;
import io.trunkline.spi.ApprovalWithdrawn;
import io.trunkline.spi.CallTaskClosed;
import io.trunkline.spi.ContactRecorded;
import io.trunkline.spi.Event;
import io.trunkline.spi.NotificationRequested;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Events as they lie in the outbox: the simple name of the SPI's record, and its components as
/// JSON.
public final class EventCodec {

    private static final Map<String, Class<?>> TYPES =
            Stream.of(Event.class.getPermittedSubclasses())
                    .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> type));

    /// Everything else is the platform's word, on which others act. The database has the same list,
    /// in `trunkline.events_of_plugins()`.
    private static final Set<Class<? extends Event>> OF_PLUGINS =
            Set.of(
                    ApprovalRequested.class,
                    ApprovalWithdrawn.class,
                    CallTaskClosed.class,
                    ContactRecorded.class,
                    NotificationRequested.class);

    private EventCodec() {}

    public static String type(Class<? extends Event> type) {
        return type.getSimpleName();
    }

    public static String type(Event event) {
        return type(event.getClass());
    }

    public static String payload(Event event) {
        return Json.write(event);
    }

    /// Whether plugins may tell it.
    public static boolean isOfPlugins(Class<? extends Event> type) {
        return OF_PLUGINS.contains(type);
    }

    /// What plugins may tell, by name.
    public static Set<String> ofPlugins() {
        return OF_PLUGINS.stream()
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Whether this version of the SPI has such an event. One that has not may run beside a later
    /// one that has.
    public static boolean knows(String type) {
        return TYPES.containsKey(type);
    }

    /// @throws IllegalArgumentException when this version of the SPI has no such event, or the
    ///   payload is not one
    public static Event decode(String type, String payload) {
        Class<?> record = TYPES.get(type);
        if (record == null) {
            throw new IllegalArgumentException("no event of the SPI: " + type);
        }
        Event event = (Event) Json.read(payload, record);
        if (event == null) {
            throw new IllegalArgumentException("no " + type + " but null");
        }
        return event;
    }
}
