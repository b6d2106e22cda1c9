package io.trunkline.pluginhost;

import org.jspecify.annotations.Nullable;

/// What became of one plugin on this node.
///
/// @param pluginId its id; the file's name where the manifest could not be read
/// @param version what is wanted; empty where the manifest could not be read
/// @param running what serves, be it wanted or still there from before; null for nothing
/// @param serving whether what is wanted serves
/// @param reason why it does not, for the operator; null while it does
/// @param stuck its calls that do not end and keep their threads
/// @param halted whether there are so many of them that it is called no more
public record PluginState(
        String pluginId,
        String version,
        @Nullable String running,
        boolean serving,
        @Nullable String reason,
        int stuck,
        boolean halted) {}
