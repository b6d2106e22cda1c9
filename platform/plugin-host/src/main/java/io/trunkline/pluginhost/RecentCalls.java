package io.trunkline.pluginhost;

/// The calls of the last five minutes into one version of a plugin, on every node that lives.
public record RecentCalls(String version, PluginRollout.Calls calls) {}
