package io.trunkline.pluginhost.internal.meter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.trunkline.core.event.EventBacklog;
import java.util.List;

/// Events that wait, of the whole installation: every node says the same.
final class EventMeters {

    private final MultiGauge events;

    EventMeters(MeterRegistry registry) {
        this.events =
                MultiGauge.builder("trunkline.events")
                        .description("events that a subscriber has not taken, by state")
                        .register(registry);
    }

    void show(List<EventBacklog.Waiting> backlog) {
        events.register(
                backlog.stream()
                        .<Row<?>>map(waiting ->
                                Row.of(
                                        Tags.of(
                                                "subscriber", waiting.subscriber(),
                                                "state", waiting.state()),
                                        waiting.events()))
                        .toList(),
                true);
    }
}
