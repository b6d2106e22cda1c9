package io.trunkline.pluginhost.internal.catalogue;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What every node is to run of a plugin.
///
/// @param version of the release; null for the other kinds
/// @param revision counts the changes: what failed is tried at once again after one
/// @param build counts what a developer built in her folder; 0 for all else
/// @param next what takes its place tenant by tenant; null where nothing is rolled out
public record Wanted(
        String pluginId,
        Kind kind,
        @Nullable String version,
        int revision,
        int build,
        @Nullable Next next) {

    public Wanted(String pluginId, Kind kind, @Nullable String version, int revision) {
        this(pluginId, kind, version, revision, 0, null);
    }

    public Wanted with(Next rolledOut) {
        return new Wanted(pluginId, kind, version, revision, build, rolledOut);
    }

    public Wanted built(int nth) {
        return new Wanted(pluginId, kind, version, revision, nth, next);
    }

    /// Where it comes from.
    public enum Kind {
        /// The zip or build folder that lies beside the server.
        BUNDLED,
        /// A release of the catalogue.
        RELEASE,
        /// Nothing: it is removed, its data stays.
        NONE
    }

    /// A release that is rolled out.
    ///
    /// @param tenants whom it serves
    public record Next(long rollout, String version, Set<Integer> tenants) {}
}
