package io.trunkline.pluginhost.internal.release;

import io.trunkline.pluginhost.PluginState;
import io.trunkline.pluginhost.PluginsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What lies beside the server: read once, while it starts.
@ApplicationScoped
public class BundledReleases {

    private static final Logger LOG = LoggerFactory.getLogger(BundledReleases.class);

    private final PluginsConfig config;
    private final List<PluginState> unreadable = new ArrayList<>();
    private final Map<String, Release> releases = new LinkedHashMap<>();

    BundledReleases(PluginsConfig config) {
        this.config = config;
    }

    /// A plugin that is there twice is run once, and the other is told.
    public synchronized void read() {
        for (Candidate candidate : new Candidates(config).all()) {
            try {
                Release release = candidate.open();
                String id = release.manifest().id();
                Release other = releases.putIfAbsent(id, release);
                if (other != null) {
                    refuse(
                            id,
                            release.manifest().version(),
                            candidate,
                            "the id is already taken by " + other.origin() + ": remove one");
                }
            } catch (RefusedException e) {
                refuse(candidate.name(), "", candidate, e.reason());
            }
        }
    }

    private void refuse(String id, String version, Candidate candidate, String reason) {
        unreadable.add(new PluginState(id, version, false, reason));
        LOG.error("Plugin {} {} from {} is refused: {}", id, version, candidate.name(), reason);
    }

    public synchronized List<String> ids() {
        return List.copyOf(releases.keySet());
    }

    public synchronized Optional<Release> find(String pluginId) {
        return Optional.ofNullable(releases.get(pluginId));
    }

    public Optional<String> version(String pluginId) {
        return find(pluginId).map(release -> release.manifest().version());
    }

    /// Those that could not be read.
    public synchronized List<PluginState> unreadable() {
        return List.copyOf(unreadable);
    }
}
