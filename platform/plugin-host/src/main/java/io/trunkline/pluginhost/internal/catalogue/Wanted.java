package io.trunkline.pluginhost.internal.catalogue;

import org.jspecify.annotations.Nullable;

/// What every node is to run of a plugin.
///
/// @param version of the release; null for the other kinds
/// @param revision counts the changes: what failed is tried at once again after one
public record Wanted(String pluginId, Kind kind, @Nullable String version, int revision) {

    /// Where it comes from.
    public enum Kind {
        /// The zip or build folder that lies beside the server.
        BUNDLED,
        /// A release of the catalogue.
        RELEASE,
        /// Nothing: it is removed, its data stays.
        NONE
    }
}
