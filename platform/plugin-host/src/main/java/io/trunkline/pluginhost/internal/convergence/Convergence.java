package io.trunkline.pluginhost.internal.convergence;

import io.trunkline.pluginhost.PluginState;
import io.trunkline.pluginhost.PluginsConfig;
import io.trunkline.pluginhost.internal.catalogue.NodeTable;
import io.trunkline.pluginhost.internal.catalogue.ReleaseTable;
import io.trunkline.pluginhost.internal.catalogue.Wanted;
import io.trunkline.pluginhost.internal.catalogue.Wanted.Kind;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.pluginhost.internal.release.Candidate;
import io.trunkline.pluginhost.internal.release.Candidates;
import io.trunkline.pluginhost.internal.release.RefusedException;
import io.trunkline.pluginhost.internal.release.Release;
import io.trunkline.tenancy.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares what this node runs with what is wanted, and brings the one to the other. Able to come
/// at any time and any number of times; what fails leaves what served before, is told with its
/// reason, and is tried again.
@ApplicationScoped
public class Convergence {

    private static final Logger LOG = LoggerFactory.getLogger(Convergence.class);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final PluginsConfig config;
    private final TenantDatabase database;
    private final Switching switching;
    private final StoredReleases stored;
    private final Generations generations;

    private final String node = NodeName.of();
    private final List<PluginState> unreadable = new ArrayList<>();
    private final Map<String, Release> bundled = new LinkedHashMap<>();
    private final Map<String, Attempt> attempts = new HashMap<>();
    private final Map<String, Target> serving = new HashMap<>();

    Convergence(
            PluginsConfig config,
            TenantDatabase database,
            Switching switching,
            StoredReleases stored,
            Generations generations) {
        this.config = config;
        this.database = database;
        this.switching = switching;
        this.stored = stored;
        this.generations = generations;
    }

    private record Target(Kind kind, @Nullable String version) {

        static Target of(Wanted wanted) {
            return new Target(wanted.kind(), wanted.version());
        }
    }

    /// @param reason null where it did not fail
    private record Attempt(Wanted wanted, @Nullable String reason, Instant at) {}

    /// Reads what lies beside the server. A plugin that is there twice is run once, and the other
    /// is told.
    public synchronized void readBundled() {
        for (Candidate candidate : new Candidates(config).all()) {
            try {
                Release release = candidate.open();
                String id = release.manifest().id();
                Release other = bundled.putIfAbsent(id, release);
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

    /// Does what is to be done now.
    public synchronized void bring() {
        Map<String, Wanted> all = wanted();
        all.values().forEach(this::bring);
        database.withoutTenant(handle -> {
            NodeTable.sweep(handle);
            all.values()
                    .forEach(one ->
                            NodeTable.report(
                                    handle,
                                    node,
                                    one.pluginId(),
                                    servingVersion(one.pluginId()),
                                    one.revision(),
                                    reason(one.pluginId())));
            return true;
        });
    }

    private void bring(Wanted wanted) {
        String id = wanted.pluginId();
        Target target = Target.of(wanted);
        if (target.equals(serving.get(id))) {
            attempts.put(id, new Attempt(wanted, null, Instant.now()));
            return;
        }
        Attempt last = attempts.get(id);
        boolean waits =
                last != null
                        && last.wanted().equals(wanted)
                        && last.at().plus(RETRY).isAfter(Instant.now());
        if (waits) {
            return;
        }
        String reason = attempt(wanted);
        if (reason == null) {
            serving.put(id, target);
        } else if (last == null || !reason.equals(last.reason())) {
            LOG.error("Plugin {} {} is refused: {}", id, version(wanted), reason);
        }
        attempts.put(id, new Attempt(wanted, reason, Instant.now()));
    }

    /// @return why it failed; null where it did not
    private @Nullable String attempt(Wanted wanted) {
        String id = wanted.pluginId();
        try {
            Release release = release(wanted);
            if (release == null) {
                switching.end(id);
            } else {
                switching.begin(release);
            }
            return null;
        } catch (RefusedException e) {
            LOG.debug("Refused", e);
            return e.reason();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Bringing {} to {} failed", id, wanted, e);
            return "unexpected: " + e;
        }
    }

    /// @return null where nothing is to be run
    private @Nullable Release release(Wanted wanted) throws RefusedException {
        return switch (wanted.kind()) {
            case NONE -> null;
            case BUNDLED -> bundled.get(wanted.pluginId());
            case RELEASE ->
                    stored.fetch(wanted.pluginId(), Objects.requireNonNull(wanted.version()));
        };
    }

    /// A build folder of a developer comes before everything.
    private Map<String, Wanted> wanted() {
        Map<String, Wanted> all = new TreeMap<>();
        bundled.keySet().forEach(id -> all.put(id, new Wanted(id, Kind.BUNDLED, null, 0)));
        for (Wanted one : database.withoutTenant(ReleaseTable::wanted)) {
            Release own = bundled.get(one.pluginId());
            if (own == null || !own.isBuildFolder()) {
                all.put(one.pluginId(), one);
            }
        }
        return all;
    }

    /// What came with the server, by plugin.
    public synchronized Optional<String> bundledVersion(String pluginId) {
        return Optional.ofNullable(bundled.get(pluginId))
                .map(release -> release.manifest().version());
    }

    public synchronized List<String> bundledIds() {
        return List.copyOf(bundled.keySet());
    }

    /// Every plugin of this node, those that cannot be read or run included.
    public synchronized List<PluginState> states() {
        List<PluginState> states = new ArrayList<>(unreadable);
        attempts.values()
                .forEach(attempt -> {
                    Wanted wanted = attempt.wanted();
                    if (wanted.kind() != Kind.NONE) {
                        states.add(
                                new PluginState(
                                        wanted.pluginId(),
                                        version(wanted),
                                        attempt.reason() == null,
                                        attempt.reason()));
                    }
                });
        return List.copyOf(states);
    }

    /// Ends everything; nothing is brought back after that.
    public synchronized void end() {
        switching.endAll();
        serving.clear();
        try {
            database.withoutTenant(handle -> {
                NodeTable.leave(handle, node);
                return true;
            });
        } catch (RuntimeException e) {
            LOG.debug("The others learn of this node's end a minute later", e);
        }
    }

    private String version(Wanted wanted) {
        String bundledVersion = bundledVersion(wanted.pluginId()).orElse("");
        return wanted.version() == null ? bundledVersion : wanted.version();
    }

    private @Nullable String servingVersion(String pluginId) {
        return generations
                .any(pluginId)
                .map(generation -> generation.release().manifest().version())
                .orElse(null);
    }

    private @Nullable String reason(String pluginId) {
        Attempt last = attempts.get(pluginId);
        return last == null ? null : last.reason();
    }
}
