package io.trunkline.pluginhost;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.pluginhost.internal.catalogue.ReleaseTable;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.spi.Setting;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.module.DeclaredPlugins;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What the plugins of this node declare, for who writes tenants' files.
@ApplicationScoped
class PluginDeclarations implements DeclaredPlugins {

    private final PluginHost host;
    private final Generations generations;
    private final TenantDatabase database;

    PluginDeclarations(PluginHost host, Generations generations, TenantDatabase database) {
        this.host = host;
        this.generations = generations;
        this.database = database;
    }

    @Override
    public Set<String> ids() {
        Set<String> ids = new HashSet<>(database.withoutTenant(ReleaseTable::pluginIds));
        host.states().forEach(state -> ids.add(state.pluginId()));
        return ids;
    }

    @Override
    public Optional<Set<String>> settings(String pluginId) {
        return generations
                .any(pluginId)
                .map(generation -> Set.copyOf(generation.declared().settings().keySet()));
    }

    @Override
    public Optional<Expected> refused(String pluginId, String key, JsonNode value) {
        return generations
                .any(pluginId)
                .map(generation -> generation.declared().settings().get(key))
                .filter(setting -> !mayHold(setting, value))
                .map(setting -> new Expected(setting.type(), setting.min(), setting.max()));
    }

    /// A check of the plugin's own is asked where the value is used.
    private static boolean mayHold(Setting<?> setting, JsonNode value) {
        if (setting.type() == Integer.class) {
            return value.canConvertToExactIntegral()
                    && value.canConvertToInt()
                    && (setting.min() == null || value.intValue() >= setting.min())
                    && (setting.max() == null || value.intValue() <= setting.max());
        }
        if (setting.type() == Boolean.class) {
            return value.isBoolean();
        }
        return value.isObject()
                || value.isTextual()
                        && (setting.max() == null || value.textValue().length() <= setting.max());
    }
}
