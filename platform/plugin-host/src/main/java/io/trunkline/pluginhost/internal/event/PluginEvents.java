package io.trunkline.pluginhost.internal.event;

import io.trunkline.core.event.EventSubscribers;
import io.trunkline.pluginhost.internal.call.TimeLimit;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.tenancy.ModuleSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which plugins hear events. One registration a plugin, whatever generations come and go behind
/// it: with one for each there would be a moment at which neither wanted what was handed out.
@ApplicationScoped
public class PluginEvents {

    private final EventSubscribers subscribers;
    private final Generations generations;
    private final ModuleSettings modules;
    private final TimeLimit limit;
    private final Map<String, EventSubscribers.Registration> registrations =
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

    /// From when a plugin is wanted, before anything of it is built: until something is, and
    /// whenever nothing can be, its events are kept for it.
    public void subscribe(String pluginId) {
        registrations.computeIfAbsent(
                pluginId,
                id -> subscribers.register(new PluginSubscriber(id, generations, modules, limit)));
    }

    /// A generation serves that did not before: it may hear what was kept.
    public void wake() {
        subscribers.wake();
    }

    /// When no node is to run the plugin any more: what was kept for it ends.
    public void forget(String pluginId) {
        unsubscribe(pluginId);
        subscribers.forget(pluginId);
    }

    /// When this node ends.
    public void unsubscribe(String pluginId) {
        Optional.ofNullable(registrations.remove(pluginId))
                .ifPresent(EventSubscribers.Registration::close);
    }
}
