package io.trunkline.pluginhost.internal.convergence;

import io.trunkline.plugincheck.RefusedException;
import io.trunkline.pluginhost.PluginRelease;
import io.trunkline.pluginhost.PluginsConfig;
import io.trunkline.pluginhost.internal.catalogue.Publishers;
import io.trunkline.pluginhost.internal.catalogue.ReleaseTable;
import io.trunkline.pluginhost.internal.catalogue.Signatures;
import io.trunkline.pluginhost.internal.release.Candidate;
import io.trunkline.pluginhost.internal.release.Candidates;
import io.trunkline.pluginhost.internal.release.Release;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Fetches releases of the catalogue to this node. Each time the signature is held against what
/// this node trusts: the database is not asked to be believed.
@ApplicationScoped
public class StoredReleases {

    private final TenantDatabase database;
    private final Publishers publishers;
    private final PluginsConfig config;

    StoredReleases(TenantDatabase database, Publishers publishers, PluginsConfig config) {
        this.database = database;
        this.publishers = publishers;
        this.config = config;
    }

    /// @throws RefusedException with the reason for the operator
    public Release fetch(String pluginId, String version) throws RefusedException {
        PluginRelease kept =
                database.withoutTenant(handle -> ReleaseTable.find(handle, pluginId, version))
                        .orElseThrow(() ->
                                new RefusedException("the catalogue has no release " + version));
        byte[] archive =
                database.withoutTenant(handle -> ReleaseTable.archive(handle, pluginId, version));
        try {
            Path file = Candidates.fetched(config);
            try {
                Files.write(file, archive);
                Signatures.verify(file, publishers.trusted());
                Release release = new Candidate.Zip(file, Candidates.workFolder(config)).open();
                if (!release.manifest().id().equals(pluginId)
                        || !release.manifest().version().equals(version)) {
                    throw new RefusedException("the release is another one than its row says");
                }
                return new Release(
                        release.manifest(),
                        release.root(),
                        "release of " + kept.publisher(),
                        kept.publisher());
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (PluginException e) {
            throw new RefusedException(
                    "its signature does not hold here: %s %s".formatted(e.code(), e.arguments()),
                    e);
        } catch (IOException e) {
            throw new RefusedException("it cannot be kept on this node: " + e.getMessage(), e);
        }
    }
}
