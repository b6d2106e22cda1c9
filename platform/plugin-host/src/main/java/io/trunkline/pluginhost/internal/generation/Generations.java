package io.trunkline.pluginhost.internal.generation;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which generation of each plugin serves which tenant.
@ApplicationScoped
public class Generations {

    private final Map<String, Routing> byPlugin = new ConcurrentHashMap<>();

    /// @param everyone serves each tenant that is not named in `byTenant`
    private record Routing(Generation everyone, Map<Integer, Generation> byTenant) {

        Generation of(int tenantId) {
            return byTenant.getOrDefault(tenantId, everyone);
        }
    }

    /// Lets a generation serve every tenant from now on.
    ///
    /// @return those that serve nobody any more, for the caller to close
    public List<Generation> serve(Generation generation) {
        Routing before = byPlugin.put(generation.pluginId(), new Routing(generation, Map.of()));
        if (before == null) {
            return List.of();
        }
        return Stream.concat(Stream.of(before.everyone()), before.byTenant().values().stream())
                .distinct()
                .toList();
    }

    /// Begins a call into the plugin for the tenant; ends with [Generation#leave()].
    ///
    /// @throws PluginException `NOT_FOUND` when no generation of it serves
    public Generation enter(String pluginId, int tenantId) {
        Routing routing = byPlugin.get(pluginId);
        while (routing != null) {
            Generation generation = routing.of(tenantId);
            if (generation.enter()) {
                return generation;
            }
            Routing next = byPlugin.get(pluginId);
            if (next == routing) {
                break;
            }
            routing = next;
        }
        throw new PluginException(StandardErrorCode.NOT_FOUND);
    }

    /// Without beginning a call: for texts and screen entries.
    public Optional<Generation> find(String pluginId, int tenantId) {
        @Nullable Routing routing = byPlugin.get(pluginId);
        return Optional.ofNullable(routing).map(found -> found.of(tenantId));
    }

    public Optional<Generation> any(String pluginId) {
        return Optional.ofNullable(byPlugin.get(pluginId)).map(Routing::everyone);
    }

    public Collection<Generation> all() {
        return byPlugin.values().stream().map(Routing::everyone).toList();
    }

    /// Ends the plugin here: nobody is served by it any more.
    public Optional<Generation> remove(String pluginId) {
        return Optional.ofNullable(byPlugin.remove(pluginId)).map(Routing::everyone);
    }
}
