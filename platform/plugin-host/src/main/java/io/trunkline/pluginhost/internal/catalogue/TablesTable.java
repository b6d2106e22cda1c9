package io.trunkline.pluginhost.internal.catalogue;

import io.trunkline.plugincheck.Versions;
import io.trunkline.pluginhost.NodeReport;
import io.trunkline.pluginhost.PluginError;
import io.trunkline.pluginhost.PluginRelease;
import io.trunkline.spi.PluginException;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The statements about which releases of a plugin its tables are good for. For the owner of the
/// platform's tables.
public final class TablesTable {

    private TablesTable() {}

    /// @param version the release a node was last made ready to run on them; null for none yet
    /// @param oldest no release before this one can run on them; null where all can
    public record Tables(@Nullable String version, @Nullable String oldest) {

        /// Whether a release can run on them no more.
        public boolean exclude(String release) {
            return oldest != null && Versions.isBefore(release, oldest);
        }

        /// Whether no release before this one can run on them.
        public boolean atLeast(String release) {
            return oldest != null && !Versions.isBefore(oldest, release);
        }
    }

    public static Tables find(Handle handle, String pluginId) {
        return handle.createQuery(
                        "SELECT version, oldest FROM trunkline.plugin_tables WHERE plugin_id = :plugin")
                .bind("plugin", pluginId)
                .map((row, context) ->
                        new Tables(row.getString("version"), row.getString("oldest")))
                .findOne()
                .orElseGet(() -> new Tables(null, null));
    }

    /// Says that a release is about to run on them.
    public static void brought(Handle handle, String pluginId, String version) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.plugin_tables (plugin_id, version) VALUES (:plugin, :version)
                        ON CONFLICT (plugin_id) DO UPDATE SET version = :version
                        """)
                .bind("plugin", pluginId)
                .bind("version", version)
                .execute();
    }

    /// Says that no release before this one can run on them from now on.
    public static void narrow(Handle handle, String pluginId, String oldest) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.plugin_tables (plugin_id, oldest) VALUES (:plugin, :oldest)
                        ON CONFLICT (plugin_id) DO UPDATE SET oldest = :oldest
                        """)
                .bind("plugin", pluginId)
                .bind("oldest", oldest)
                .execute();
    }

    /// What nodes that live run of the plugin.
    public static List<String> running(Handle handle, String pluginId) {
        return NodeTable.all(handle).stream()
                .filter(report -> report.pluginId().equals(pluginId))
                .map(NodeReport::version)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
    }

    /// @param present what runs now; null for nothing
    /// @param release what is to take its place
    /// @throws PluginException `RELEASE_TOO_OLD`, `RELEASE_TOO_NEW`
    public static void requireFit(
            Handle handle, String pluginId, @Nullable String present, String release) {
        String oldest = find(handle, pluginId).oldest();
        if (oldest != null && Versions.isBefore(release, oldest)) {
            throw new PluginException(PluginError.RELEASE_TOO_OLD, pluginId, release, oldest);
        }
        String earliest =
                ReleaseTable.find(handle, pluginId, release)
                        .map(PluginRelease::rollbackTo)
                        .orElse(null);
        if (present != null && earliest != null && Versions.isBefore(present, earliest)) {
            throw new PluginException(
                    PluginError.RELEASE_TOO_NEW, pluginId, release, earliest, present);
        }
    }
}
