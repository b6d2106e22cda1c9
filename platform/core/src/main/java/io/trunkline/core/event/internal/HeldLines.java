package io.trunkline.core.event.internal;

import io.trunkline.core.event.EventSubscriber;
import io.trunkline.core.event.EventSubscribers;
import io.trunkline.core.event.EventsConfig;
import io.trunkline.core.event.internal.Outcome.State;
import io.trunkline.core.event.internal.Outcome.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The events that wait for subscribers who cannot be reached: a line in the database for each, by
/// tenant. Once its subscriber can be, a line is handed out from its beginning, a batch at a time,
/// and what comes new stands at its end until it is empty: so the order holds.
@ApplicationScoped
class HeldLines {

    /// Ended at a time: nobody hears those.
    private static final int ENDED = 5_000;

    private final OutboxTable outbox;
    private final EventSubscribers subscribers;
    private final EventsConfig config;

    HeldLines(OutboxTable outbox, EventSubscribers subscribers, EventsConfig config) {
        this.outbox = outbox;
        this.subscribers = subscribers;
        this.config = config;
    }

    /// Brings the lines of the current tenant further.
    ///
    /// @return whose line is not empty yet
    Set<String> advance(Handle handle, int tenant, Map<Class<?>, List<EventSubscriber>> wanting) {
        Map<String, List<EventSubscriber>> wanted =
                wanting.values().stream()
                        .flatMap(Collection::stream)
                        .distinct()
                        .collect(Collectors.groupingBy(EventSubscriber::id));
        Set<String> known = new HashSet<>(wanted.keySet());
        known.addAll(subscribers.takers());
        for (String id : outbox.held(handle, tenant, known)) {
            if (!wanted.containsKey(id)) {
                outbox.end(handle, tenant, id, ENDED);
            } else if (wanted.get(id).stream().noneMatch(EventSubscriber::holds)) {
                outbox.free(handle, tenant, id, config.batch());
            }
        }
        return outbox.held(handle, tenant, wanted.keySet());
    }

    /// What becomes of an event with those who failed to take it and do not want it here: they are
    /// through with it, or, where this node does not know them, may hear it on another.
    List<Step> left(PendingEvent event, List<EventSubscriber> wanted) {
        List<Step> steps = new ArrayList<>();
        event.attempts()
                .forEach((id, attempts) -> {
                    boolean asked =
                            wanted.stream().anyMatch(subscriber -> subscriber.id().equals(id));
                    if (attempts != PendingEvent.SETTLED && !asked) {
                        boolean known =
                                subscribers.isForgotten(id) || !subscribers.named(id).isEmpty();
                        steps.add(known ? new Step(id, State.DONE, attempts, "") : step(event, id));
                    }
                });
        return steps;
    }

    static Step step(PendingEvent event, String subscriber) {
        return new Step(subscriber, State.HELD, event.attempts().getOrDefault(subscriber, 0), "");
    }
}
