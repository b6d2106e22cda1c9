package io.trunkline.core.event;

import io.trunkline.core.Json;
import io.trunkline.spi.Event;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Events as they lie in the outbox: the simple name of the SPI's record, and its components as
/// JSON.
public final class EventCodec {

    private static final Map<String, Class<?>> TYPES =
            Stream.of(Event.class.getPermittedSubclasses())
                    .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> type));

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

    /// @throws IllegalArgumentException when this version of the SPI has no such event, or the
    ///   payload is not one
    public static Event decode(String type, String payload) {
        Class<?> record = TYPES.get(type);
        if (record == null) {
            throw new IllegalArgumentException("no event of the SPI: " + type);
        }
        return (Event) Json.read(payload, record);
    }
}
