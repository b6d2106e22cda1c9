package io.trunkline.pluginhost.internal.event;

import io.trunkline.core.event.EventSubscribers;
import io.trunkline.pluginhost.internal.call.TimeLimit;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.tenancy.ModuleSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which generations hear events.
@ApplicationScoped
public class PluginEvents {

    private final EventSubscribers subscribers;
    private final Generations generations;
    private final ModuleSettings modules;
    private final TimeLimit limit;
    private final Map<Long, EventSubscribers.Registration> registrations =
            new ConcurrentHashMap<>();

    PluginEvents(
            EventSubscribers subscribers,
            Generations generations,
            ModuleSettings modules,
            TimeLimit limit) {
        this.subscribers = subscribers;
        this.generations = generations;
        this.modules = modules;
        this.limit = limit;
    }

    public void subscribe(Generation generation) {
        if (!generation.declared().subscriptions().isEmpty()) {
            registrations.put(
                    generation.number(),
                    subscribers.register(
                            new PluginSubscriber(generation, generations, modules, limit)));
        }
    }

    public void unsubscribe(Generation generation) {
        Optional.ofNullable(registrations.remove(generation.number()))
                .ifPresent(EventSubscribers.Registration::close);
    }
}
