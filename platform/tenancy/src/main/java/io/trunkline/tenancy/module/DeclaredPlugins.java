package io.trunkline.tenancy.module;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What plugins declare, as far as this node knows: tenants' files are held against it before they
/// are applied. Runs no code of a plugin.
public interface DeclaredPlugins {

    /// Of those that came with the server or were installed.
    Set<String> ids();

    /// The keys of its settings; empty where nothing of it runs here, so that nobody can say.
    Optional<Set<String>> settings(String pluginId);

    /// @param key of a setting that it declares
    /// @return what would hold in place of this value; empty where it holds, or only the plugin
    ///   itself could tell
    Optional<Expected> refused(String pluginId, String key, JsonNode value);

    /// What a setting takes.
    ///
    /// @param min of a number; null for none
    /// @param max of a number, or of a text's length; null for none
    record Expected(Class<?> type, @Nullable Integer min, @Nullable Integer max) {}
}
