package io.trunkline.pluginhost.internal.convergence;

import io.trunkline.plugincheck.RefusedException;
import io.trunkline.pluginhost.PluginsConfig;
import io.trunkline.pluginhost.internal.call.SettingChecks;
import io.trunkline.pluginhost.internal.event.PluginEvents;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.pluginhost.internal.generation.GenerationFactory;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.pluginhost.internal.meter.PluginMeters;
import io.trunkline.pluginhost.internal.release.Release;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets one generation take another's place: the new one is built fully before anybody is served by
/// it, and the old one is freed once the calls inside it have ended.
@ApplicationScoped
class Switching {

    private static final Logger LOG = LoggerFactory.getLogger(Switching.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final GenerationFactory factory;
    private final Generations generations;
    private final PluginEvents events;
    private final PluginMeters meters;
    private final Sessions sessions;
    private final SettingChecks checks;
    private final PluginsConfig config;
    private final Map<String, Generation> leaving = new ConcurrentHashMap<>();

    Switching(
            GenerationFactory factory,
            Generations generations,
            PluginEvents events,
            PluginMeters meters,
            Sessions sessions,
            SettingChecks checks,
            PluginsConfig config) {
        this.config = config;
        this.factory = factory;
        this.generations = generations;
        this.events = events;
        this.meters = meters;
        this.sessions = sessions;
        this.checks = checks;
    }

    /// Before anything of the plugin is built: from now on no event of it is lost, and who calls it
    /// is told that it is away.
    void want(String pluginId) {
        generations.want(pluginId);
        events.subscribe(pluginId);
    }

    /// It serves nobody yet, and hears events of those it will serve from the moment it does.
    ///
    /// @throws RefusedException when it cannot be run
    Generation build(Release release) throws RefusedException {
        Generation generation = factory.open(release);
        generations.any(generation.pluginId()).ifPresent(generation::warmLike);
        meters.began(generation);
        LOG.info(
                "{} is built {} screens",
                generation,
                generation.declared().ui().isPresent() ? "with" : "without");
        checkSettings(generation);
        return generation;
    }

    void route(Generation everyone, Map<Integer, Generation> byTenant) {
        boolean first = generations.any(everyone.pluginId()).isEmpty();
        generations.route(everyone, byTenant);
        if (first) {
            events.wake();
        }
    }

    /// No node is to run it any more.
    void remove(String pluginId) {
        events.forget(pluginId);
        withdraw(pluginId);
    }

    /// This node ends.
    void leave(String pluginId) {
        events.unsubscribe(pluginId);
        withdraw(pluginId);
    }

    private void withdraw(String pluginId) {
        generations.remove(pluginId);
        Generation earlier = leaving.get(pluginId);
        if (earlier != null) {
            earlier.endPages();
        }
    }

    /// Of one whose place another took: pages it built may go on for a while. Beside the way: what
    /// is slow to end keeps no other plugin waiting. Of a plugin only the latest one goes on so,
    /// since each holds connections.
    void free(Generation generation) {
        Generation earlier = leaving.put(generation.pluginId(), generation);
        if (earlier != null) {
            earlier.endPages();
        }
        // On a thread of its own: a plugin that does not end keeps it.
        Thread.ofPlatform()
                .daemon()
                .name("plugin-ending")
                .start(() -> {
                    generation.awaitHandover();
                    generations.settle(generation);
                    LOG.info("{} serves no more", generation);
                    generation.awaitPages(config.pageGrace());
                    leaving.remove(generation.pluginId(), generation);
                    generation.wane();
                    close(generation);
                });
    }

    /// Of one whose place nobody takes.
    void end(Generation generation) {
        generation.endPages();
        free(generation);
    }

    /// As [#free], and waits for it.
    void close(Generation generation) {
        try {
            generation.close(PATIENCE);
        } finally {
            generation.threads().stuck().whenNone(() -> meters.ended(generation));
        }
    }

    /// Only tells: a value that is not valid keeps nobody from working.
    private void checkSettings(Generation generation) {
        try {
            for (int tenant : sessions.activeTenants()) {
                TenantRunner.call(
                        sessions.platform(tenant),
                        () ->
                                checks.limited(
                                        generation.threads(),
                                        () -> {
                                            generation
                                                    .settings()
                                                    .check(TenantRunner.current().tenant());
                                            return true;
                                        }));
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("The settings of {} could not be checked", generation, e);
        }
    }
}
