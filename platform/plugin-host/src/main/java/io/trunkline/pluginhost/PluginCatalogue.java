package io.trunkline.pluginhost;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.plugincheck.Manifest;
import io.trunkline.plugincheck.RefusedException;
import io.trunkline.pluginhost.internal.catalogue.NodeTable;
import io.trunkline.pluginhost.internal.catalogue.Publishers;
import io.trunkline.pluginhost.internal.catalogue.RecentTable;
import io.trunkline.pluginhost.internal.catalogue.ReleaseTable;
import io.trunkline.pluginhost.internal.catalogue.Signatures;
import io.trunkline.pluginhost.internal.catalogue.TablesTable;
import io.trunkline.pluginhost.internal.catalogue.Wanted;
import io.trunkline.pluginhost.internal.catalogue.Wanted.Kind;
import io.trunkline.pluginhost.internal.generation.GenerationFactory;
import io.trunkline.pluginhost.internal.release.BundledReleases;
import io.trunkline.pluginhost.internal.release.Candidate;
import io.trunkline.pluginhost.internal.release.Candidates;
import io.trunkline.pluginhost.internal.release.Release;
import io.trunkline.pluginhost.internal.release.ReleaseFacts;
import io.trunkline.pluginhost.internal.rollout.RolloutTable;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.operator.OperatorAudit;
import io.trunkline.tenancy.operator.OperatorDatabase;
import io.trunkline.tenancy.operator.OperatorRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Releases of plugins, and which of them the nodes are to run: for operators. Changes are in their
/// audit; every node follows within seconds.
@ApplicationScoped
public class PluginCatalogue {

    private final OperatorDatabase database;
    private final OperatorAudit audit;
    private final Publishers publishers;
    private final GenerationFactory factory;
    private final BundledReleases bundled;
    private final PluginHost host;
    private final PluginsConfig config;

    PluginCatalogue(
            OperatorDatabase database,
            OperatorAudit audit,
            Publishers publishers,
            GenerationFactory factory,
            BundledReleases bundled,
            PluginHost host,
            PluginsConfig config) {
        this.database = database;
        this.audit = audit;
        this.publishers = publishers;
        this.factory = factory;
        this.bundled = bundled;
        this.host = host;
        this.config = config;
    }

    /// One plugin, for operators.
    ///
    /// @param kind BUNDLED, RELEASE or NONE: what the nodes are to run
    /// @param version of the release they are to run; null for the other kinds
    /// @param bundled version that came with this server; null for none
    /// @param releases latest installed first
    /// @param recent calls of the last minutes on all nodes, by version
    public record Entry(
            String pluginId,
            String kind,
            @Nullable String version,
            @Nullable String bundled,
            List<PluginRelease> releases,
            List<NodeReport> nodes,
            List<RecentCalls> recent) {}

    /// By id.
    public List<Entry> all() {
        return database.inTransaction(handle -> {
            Map<String, List<PluginRelease>> releases =
                    ReleaseTable.all(handle).stream()
                            .collect(Collectors.groupingBy(PluginRelease::pluginId));
            Map<String, List<NodeReport>> nodes =
                    NodeTable.all(handle).stream()
                            .collect(Collectors.groupingBy(NodeReport::pluginId));
            Map<String, List<RecentCalls>> recent = RecentTable.all(handle);
            Map<String, Wanted> wanted = new TreeMap<>();
            bundled.ids().forEach(id -> wanted.put(id, asBundled(id)));
            releases.keySet().forEach(id -> wanted.putIfAbsent(id, none(id)));
            ReleaseTable.wanted(handle).forEach(one -> wanted.put(one.pluginId(), one));
            List<Entry> entries = new ArrayList<>();
            wanted.forEach((id, one) ->
                    entries.add(
                            new Entry(
                                    id,
                                    one.kind().name(),
                                    one.version(),
                                    bundled.version(id).orElse(null),
                                    releases.getOrDefault(id, List.of()),
                                    nodes.getOrDefault(id, List.of()),
                                    recent.getOrDefault(id, List.of()))));
            return entries;
        });
    }

    /// Takes a release into the catalogue; nobody is served by it yet. The same one again is no
    /// fault.
    ///
    /// @param archive the signed zip; read, not kept
    /// @throws PluginException `RELEASE_UNREADABLE`, `RELEASE_UNSIGNED`, `RELEASE_ALTERED`,
    ///   `PUBLISHER_UNKNOWN`, `RELEASE_UNFIT`, `RELEASE_TAKEN`
    public PluginRelease install(Path archive) {
        String operator = OperatorRunner.current().username();
        byte[] content = read(archive);
        X509Certificate signer = Signatures.verify(archive, publishers.trusted());
        Release release = open(archive);
        Manifest manifest = release.manifest();
        Facts facts = facts(release);
        PluginRelease wanted =
                new PluginRelease(
                        manifest.id(),
                        manifest.version(),
                        sha256(content),
                        Publishers.name(signer),
                        Publishers.fingerprint(signer),
                        manifest.requires(),
                        facts.changelog(),
                        facts.permissions(),
                        facts.tables(),
                        manifest.rollbackTo().orElse(null),
                        content.length,
                        Instant.now(),
                        operator);
        return database.inTransaction(handle -> {
            if (ReleaseTable.insert(handle, wanted, content)) {
                record(
                        handle,
                        "plugin.install",
                        null,
                        new Wanted(wanted.pluginId(), Kind.RELEASE, wanted.version(), 0));
            }
            PluginRelease kept =
                    ReleaseTable.find(handle, wanted.pluginId(), wanted.version()).orElseThrow();
            if (!kept.sha256().equals(wanted.sha256())) {
                throw new PluginException(PluginError.RELEASE_TAKEN);
            }
            return kept;
        });
    }

    /// Lets every node run a release of the catalogue, in place of what it runs now.
    ///
    /// @throws PluginException `RELEASE_UNKNOWN`; `RELEASE_TOO_OLD`, `RELEASE_TOO_NEW`;
    ///   `ROLLOUT_OPEN` while one is rolled out, as all that follow
    public void use(String pluginId, String version) {
        change(
                "plugin.use",
                pluginId,
                handle -> {
                    if (ReleaseTable.find(handle, pluginId, version).isEmpty()) {
                        throw unknown(pluginId, version);
                    }
                    return new Wanted(pluginId, Kind.RELEASE, version, 0);
                });
    }

    /// Lets every node run what came with its server.
    ///
    /// @throws PluginException `RELEASE_UNKNOWN` where none did; `RELEASE_TOO_OLD`
    public void useBundled(String pluginId) {
        change(
                "plugin.use",
                pluginId,
                handle -> {
                    if (bundled.version(pluginId).isEmpty()) {
                        throw unknown(pluginId, "");
                    }
                    return asBundled(pluginId);
                });
    }

    /// Takes the last change back.
    ///
    /// @throws PluginException `NOTHING_BEFORE`; `RELEASE_UNKNOWN` for a plugin that is not known;
    ///   `RELEASE_TOO_OLD` where its tables no longer let what ran before run
    public void rollBack(String pluginId) {
        change("plugin.roll-back", pluginId, handle -> wantedBefore(handle, pluginId));
    }

    /// What every node was to run before the last change.
    ///
    /// @param kind BUNDLED, RELEASE or NONE
    /// @param version null for NONE, and where the server no longer brings what it brought
    public record Before(String kind, @Nullable String version) {}

    /// What [#rollBack] returns to.
    ///
    /// @throws PluginException `NOTHING_BEFORE`; `RELEASE_UNKNOWN` for a plugin that is not known
    public Before before(String pluginId) {
        Wanted before = database.inTransaction(handle -> wantedBefore(handle, pluginId));
        return new Before(before.kind().name(), version(before));
    }

    private Wanted wantedBefore(Handle handle, String pluginId) {
        requireKnown(handle, pluginId);
        return ReleaseTable.before(handle, pluginId)
                .orElseThrow(() -> new PluginException(PluginError.NOTHING_BEFORE));
    }

    /// Ends the plugin on every node. What it keeps in the database stays, and is there again when
    /// it is used again.
    ///
    /// @throws PluginException `RELEASE_UNKNOWN` for a plugin that is not known
    public void remove(String pluginId) {
        change(
                "plugin.remove",
                pluginId,
                handle -> {
                    requireKnown(handle, pluginId);
                    return none(pluginId);
                });
    }

    private void requireKnown(Handle handle, String pluginId) {
        boolean known =
                bundled.version(pluginId).isPresent()
                        || ReleaseTable.all(handle).stream()
                                .anyMatch(one -> one.pluginId().equals(pluginId));
        if (!known) {
            throw unknown(pluginId, "");
        }
    }

    private interface Choice {
        Wanted of(Handle handle);
    }

    private void change(String action, String pluginId, Choice choice) {
        String operator = OperatorRunner.current().username();
        database.inTransaction(handle -> {
            ReleaseTable.lock(handle, pluginId);
            if (RolloutTable.isOpen(handle, pluginId)) {
                throw new PluginException(PluginError.ROLLOUT_OPEN);
            }
            Wanted wanted = choice.of(handle);
            Wanted present =
                    ReleaseTable.wanted(handle, pluginId).orElseGet(() -> asBundled(pluginId));
            String version = version(wanted);
            if (version != null) {
                TablesTable.requireFit(handle, pluginId, version(present), version);
            }
            ReleaseTable.want(handle, pluginId, wanted.kind(), wanted.version(), operator);
            record(handle, action, present, wanted);
            return true;
        });
        host.wake();
    }

    private @Nullable String version(Wanted wanted) {
        return wanted.kind() == Kind.BUNDLED
                ? bundled.version(wanted.pluginId()).orElse(null)
                : wanted.version();
    }

    private void record(Handle handle, String action, @Nullable Wanted before, Wanted after) {
        audit.record(handle, action, null, before == null ? null : facts(before), facts(after));
    }

    private String facts(Wanted wanted) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("plugin", wanted.pluginId())
                .put("kind", wanted.kind().name())
                .put("version", version(wanted));
        return facts.toString();
    }

    private Release open(Path archive) {
        try {
            Release release = new Candidate.Zip(archive, Candidates.workFolder(config)).open();
            factory.check(release);
            return release;
        } catch (RefusedException e) {
            throw new PluginException(e, PluginError.RELEASE_UNFIT, e.reason());
        }
    }

    private record Facts(String changelog, List<String> permissions, List<String> tables) {}

    private static Facts facts(Release release) {
        try {
            return new Facts(
                    ReleaseFacts.changelog(release),
                    ReleaseFacts.permissions(release),
                    ReleaseFacts.tables(release));
        } catch (RefusedException e) {
            throw new PluginException(e, PluginError.RELEASE_UNFIT, e.reason());
        }
    }

    private byte[] read(Path archive) {
        try {
            if (Files.size(archive) > config.releaseLimit()) {
                throw new PluginException(
                        PluginError.RELEASE_UNREADABLE,
                        "more than " + config.releaseLimit() + " bytes");
            }
            return Files.readAllBytes(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Wanted asBundled(String pluginId) {
        return new Wanted(pluginId, Kind.BUNDLED, null, 0);
    }

    private static Wanted none(String pluginId) {
        return new Wanted(pluginId, Kind.NONE, null, 0);
    }

    private static PluginException unknown(String pluginId, String version) {
        return new PluginException(PluginError.RELEASE_UNKNOWN, (pluginId + " " + version).strip());
    }
}
