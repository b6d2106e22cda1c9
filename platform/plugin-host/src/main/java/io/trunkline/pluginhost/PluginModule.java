package io.trunkline.pluginhost;

import io.trunkline.spi.Permission;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plugin as an administrator of one tenant sees it.
///
/// @param version that serves, or would serve, this tenant; null where none does on this node
/// @param publisher whose release it is; null for one that came with the server
/// @param enabledAt since when it is enabled; null where it is not, or was so before this was kept
/// @param revision counts the tenant's changes; to be given back with the next one
/// @param changelog Markdown, as its publisher wrote it; empty for none
/// @param next what is being rolled out of it, and has not reached this tenant; null for none
/// @param recentCalls of the tenant on this node, fifty at most
/// @param recentFailures how many of those failed; what a plugin refuses is no failure
public record PluginModule(
        String pluginId,
        State state,
        @Nullable String version,
        @Nullable String publisher,
        @Nullable Instant enabledAt,
        int revision,
        List<Value> settings,
        List<Permission> permissions,
        String changelog,
        @Nullable String next,
        int recentCalls,
        int recentFailures) {

    public enum State {
        /// It is there, and not enabled.
        OFF,
        /// It serves.
        ON,
        /// It is enabled, and its calls are refused for a while since most of them failed.
        TRIPPED,
        /// It is enabled, and this platform cannot run it just now.
        AWAY
    }

    public boolean enabled() {
        return state != State.OFF;
    }

    /// A setting, and what the tenant chose for it.
    ///
    /// @param type `String`, `Integer` or `Boolean`
    /// @param defaultValue what holds where nothing is chosen, or something that is not valid
    /// @param chosen of that type; null where nothing is chosen, or a secret
    /// @param secret the name of the secret that is chosen; null for none
    /// @param missing whether the server does not have that secret
    /// @param valid false where what is chosen does not hold
    /// @param min of a number; null for none
    /// @param max of a number, or of a text's length; null for none
    /// @param expected what a valid value looks like, in the plugin's words for the caller, or in
    ///   English
    public record Value(
            String key,
            Class<?> type,
            Object defaultValue,
            @Nullable Object chosen,
            @Nullable String secret,
            boolean missing,
            boolean valid,
            @Nullable Integer min,
            @Nullable Integer max,
            String expected) {}
}
