package io.trunkline.pluginhost;

import org.jspecify.annotations.Nullable;

/// What became of one plugin on this node.
///
/// @param pluginId its id; the file's name where the manifest could not be read
/// @param version empty where the manifest could not be read
/// @param serving whether a generation of it serves
/// @param reason why it does not, for the operator; null while it serves
/// @param stuck its calls that do not end and keep their threads
/// @param halted whether there are so many of them that it is called no more
public record PluginState(
        String pluginId,
        String version,
        boolean serving,
        @Nullable String reason,
        int stuck,
        boolean halted) {}
