package io.trunkline.pluginhost.internal.release;

import io.trunkline.plugincheck.RefusedException;
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

/// What lies beside the server: zips, read once while it starts, and the build folders of
/// developers, read again whenever something was built.
@ApplicationScoped
public class BundledReleases {

    private static final Logger LOG = LoggerFactory.getLogger(BundledReleases.class);

    private final PluginsConfig config;
    private final List<PluginState> unreadable = new ArrayList<>();
    private final Map<String, Release> releases = new LinkedHashMap<>();
    private final Map<String, BuiltFolder> folders = new LinkedHashMap<>();

    BundledReleases(PluginsConfig config) {
        this.config = config;
    }

    /// A plugin that is there twice is run once, and the other is told.
    public synchronized void read() {
        OldCopies.sweepUnfinished(Candidates.workFolder(config));
        for (Candidate candidate : new Candidates(config).all()) {
            try {
                Release release = candidate.open();
                String id = release.manifest().id();
                if (candidate instanceof Candidate.BuildFolder folder) {
                    folders.putIfAbsent(id, new BuiltFolder(folder, release));
                }
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

    /// Reads folders again in which something was built since. What cannot be read leaves what was.
    public synchronized void lookForBuilds() {
        folders.forEach((id, folder) -> {
            try {
                folder.again()
                        .ifPresent(release -> {
                            releases.put(id, release);
                            LOG.info("{} was built anew", id);
                        });
            } catch (RefusedException e) {
                LOG.error("What was built of {} is refused: {}", id, e.reason());
            }
        });
    }

    /// How often it was built since the start; 0 for all but a developer's.
    public synchronized int build(String pluginId) {
        BuiltFolder folder = folders.get(pluginId);
        return folder == null ? 0 : folder.builds();
    }

    private void refuse(String id, String version, Candidate candidate, String reason) {
        unreadable.add(new PluginState(id, version, null, false, reason, 0, false));
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
