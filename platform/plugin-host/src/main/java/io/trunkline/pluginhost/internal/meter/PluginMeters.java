package io.trunkline.pluginhost.internal.meter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.trunkline.core.event.EventBacklog;
import io.trunkline.pluginhost.PluginsConfig;
import io.trunkline.pluginhost.internal.call.CallCounts;
import io.trunkline.pluginhost.internal.generation.Generation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The meters of the plugins of this node. They read what the generations count anyway; nothing is
/// counted here. With the last generation of a version its meters go.
@ApplicationScoped
public class PluginMeters {

    /// How far back "the last minutes" reach.
    public static final Duration RECENT = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(PluginMeters.class);
    private static final Duration BACKLOG_EVERY = Duration.ofSeconds(15);

    private final Map<Key, Entry> versions = new ConcurrentSkipListMap<>();
    private final MeterRegistry registry;
    private final TenantMeters tenants;
    private final EventMeters events;
    private final EventBacklog backlog;
    private Instant backlogDue = Instant.EPOCH;

    private record Key(String pluginId, String version) implements Comparable<Key> {

        static Key of(Generation generation) {
            return new Key(generation.pluginId(), generation.release().manifest().version());
        }

        @Override
        public int compareTo(Key other) {
            int plugin = pluginId.compareTo(other.pluginId);
            return plugin == 0 ? version.compareTo(other.version) : plugin;
        }
    }

    private record Entry(VersionCalls calls, VersionMeters meters) {}

    /// The calls of the last minutes into one version on this node.
    public record Recent(String pluginId, String version, CallCounts counts) {}

    PluginMeters(PluginsConfig config, EventBacklog backlog, Instance<MeterRegistry> registries) {
        this.registry = registries.isResolvable() ? registries.get() : Metrics.globalRegistry;
        this.backlog = backlog;
        this.tenants = new TenantMeters(registry, config.meteredTenants());
        this.events = new EventMeters(registry);
    }

    /// From the moment it is built.
    public synchronized void began(Generation generation) {
        versions.computeIfAbsent(
                        Key.of(generation),
                        key -> {
                            VersionCalls calls = new VersionCalls(key.pluginId(), key.version());
                            return new Entry(calls, VersionMeters.register(registry, calls));
                        })
                .calls()
                .add(generation);
    }

    /// Until the last call has left it.
    public synchronized void ended(Generation generation) {
        Key key = Key.of(generation);
        Entry entry = versions.get(key);
        if (entry != null && entry.calls().remove(generation)) {
            versions.remove(key);
            entry.meters().close();
            tenants.show(calls());
        }
    }

    /// Brings the figures of the last minutes, and of what waits, up to date.
    public synchronized void look() {
        Instant now = Instant.now();
        versions.values().forEach(entry -> entry.calls().look(now, RECENT));
        tenants.show(calls());
        if (!now.isBefore(backlogDue)) {
            backlogDue = now.plus(BACKLOG_EVERY);
            try {
                events.show(backlog.read());
            } catch (RuntimeException e) {
                LOG.warn("What waits of events cannot be read now: {}", e.toString());
            }
        }
    }

    /// By plugin and version.
    public List<Recent> recent() {
        return calls().stream()
                .map(calls ->
                        new Recent(calls.pluginId(), calls.version(), calls.recent().counts()))
                .toList();
    }

    private Collection<VersionCalls> calls() {
        return versions.values().stream().map(Entry::calls).toList();
    }
}
