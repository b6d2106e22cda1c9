package io.trunkline.pluginhost;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.pluginhost.internal.event.PluginEvents;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.pluginhost.internal.generation.GenerationFactory;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.pluginhost.internal.release.Candidate;
import io.trunkline.pluginhost.internal.release.Candidates;
import io.trunkline.pluginhost.internal.release.RefusedException;
import io.trunkline.pluginhost.internal.release.Release;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.StartOrder;
import io.trunkline.tenancy.TenantRunner;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The plugins of this node. At start every plugin found is opened; one that cannot be is refused
/// with a reason, and everything else keeps running.
@ApplicationScoped
public class PluginHost {

    private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PluginsConfig config;
    private final GenerationFactory factory;
    private final Generations generations;
    private final PluginEvents events;
    private final Sessions sessions;
    private final List<PluginState> states = new CopyOnWriteArrayList<>();

    PluginHost(
            PluginsConfig config,
            GenerationFactory factory,
            Generations generations,
            PluginEvents events,
            Sessions sessions) {
        this.config = config;
        this.factory = factory;
        this.generations = generations;
        this.events = events;
        this.sessions = sessions;
    }

    /// Every plugin found, those refused included.
    public List<PluginState> states() {
        return List.copyOf(states);
    }

    void start(@Observes @Priority(StartOrder.PLUGINS) StartupEvent event) {
        Map<String, String> origins = new LinkedHashMap<>();
        for (Candidate candidate : new Candidates(config).all()) {
            PluginState state = serve(candidate, origins);
            states.add(state);
            if (!state.serving()) {
                LOG.error(
                        "Plugin {} {} from {} is refused: {}",
                        state.pluginId(),
                        state.version(),
                        candidate.name(),
                        state.reason());
            }
        }
    }

    private PluginState serve(Candidate candidate, Map<String, String> origins) {
        Release release;
        try {
            release = candidate.open();
        } catch (RefusedException e) {
            LOG.debug("Refused", e);
            return new PluginState(candidate.name(), "", false, e.reason());
        }
        String id = release.manifest().id();
        String version = release.manifest().version();
        String other = origins.putIfAbsent(id, release.origin());
        if (other != null) {
            return new PluginState(
                    id, version, false, "the id is already taken by " + other + ": remove one");
        }
        try {
            Generation generation = factory.open(release);
            begin(generation);
            LOG.info(
                    "{} serves {} screens",
                    generation,
                    generation.declared().ui().isPresent() ? "with" : "without");
            return new PluginState(id, version, true, null);
        } catch (RefusedException e) {
            LOG.debug("Refused", e);
            return new PluginState(id, version, false, e.reason());
        } catch (RuntimeException e) {
            LOG.error("Opening {} {} failed", id, version, e);
            return new PluginState(id, version, false, "unexpected: " + e);
        }
    }

    private void begin(Generation generation) {
        List<Generation> replaced = generations.serve(generation);
        events.subscribe(generation);
        for (Generation old : replaced) {
            events.unsubscribe(old);
            old.close(PATIENCE);
        }
        checkSettings(generation);
    }

    /// Only tells: a value that is not valid keeps nobody from working.
    private void checkSettings(Generation generation) {
        try {
            for (int tenant : sessions.activeTenants()) {
                TenantRunner.run(
                        sessions.platform(tenant),
                        () -> generation.settings().check(TenantRunner.current().tenant()));
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("The settings of {} could not be checked", generation, e);
        }
    }

    void stop(@Observes @Priority(2) ShutdownEvent event) {
        for (Generation generation : generations.all()) {
            generations.remove(generation.pluginId());
            events.unsubscribe(generation);
            generation.close(PATIENCE);
        }
    }
}
