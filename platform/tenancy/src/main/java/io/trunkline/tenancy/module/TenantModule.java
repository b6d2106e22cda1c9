package io.trunkline.tenancy.module;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One plugin as a tenant has it.
///
/// @param enabledAt since when it is enabled; null where it is not, or was so from the beginning
/// @param settings what the tenant chose, by key; of a secret its reference
/// @param version counts the changes; 0 while nothing was chosen yet
public record TenantModule(
        String pluginId,
        boolean enabled,
        @Nullable Instant enabledAt,
        Map<String, JsonNode> settings,
        int version) {

    public TenantModule {
        settings = Map.copyOf(settings);
    }

    /// Of a tenant that has not chosen anything.
    public static TenantModule none(String pluginId) {
        return new TenantModule(pluginId, false, null, Map.of(), 0);
    }
}
