package io.trunkline.pluginhost.internal.generation;

import io.trunkline.pluginhost.PluginError;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which generation of each plugin serves which tenant.
@ApplicationScoped
public class Generations {

    private final Map<String, Routing> byPlugin = new ConcurrentHashMap<>();
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

    /// @param everyone serves each tenant that is not named in `byTenant`
    private record Serving(Generation everyone, Map<Integer, Generation> byTenant) {

        Generation of(int tenantId) {
            return byTenant.getOrDefault(tenantId, everyone);
        }

        boolean holds(Generation generation) {
            return everyone == generation || byTenant.containsValue(generation);
        }
    }

    /// @param before who served until now, and stands in while who serves is not ready for more
    private record Routing(Serving now, @Nullable Serving before) {

        Generation of(int tenantId) {
            return now.of(tenantId);
        }

        /// Begins a call.
        ///
        /// @return null when who serves has ended
        @Nullable Generation enter(int tenantId) {
            Generation generation = now.of(tenantId);
            // One that serves somebody already, or again, is ready.
            if (before != null && !generation.takesMore() && !before.holds(generation)) {
                Generation earlier = before.of(tenantId);
                if (earlier.standsIn(tenantId)) {
                    return earlier;
                }
            }
            return generation.enter() ? generation : null;
        }
    }

    /// Says that the plugin is to run here, whether or not anything of it can.
    public void want(String pluginId) {
        wanted.add(pluginId);
    }

    /// Says who serves whom from now on, for all tenants at once. Who did so before stands in at
    /// the beginning: the first calls come one by one.
    ///
    /// @param everyone serves each tenant that is not named in `byTenant`
    public void route(Generation everyone, Map<Integer, Generation> byTenant) {
        Serving now = new Serving(everyone, Map.copyOf(byTenant));
        byPlugin.compute(
                everyone.pluginId(),
                (id, last) ->
                        last != null && last.now().equals(now)
                                ? last
                                : new Routing(now, last == null ? null : last.now()));
    }

    /// From now on it stands in for nobody.
    public void settle(Generation earlier) {
        byPlugin.computeIfPresent(
                earlier.pluginId(),
                (id, last) ->
                        last.before() != null && last.before().holds(earlier)
                                ? new Routing(last.now(), null)
                                : last);
    }

    /// Begins a call into the plugin for the tenant; ends with [Generation#leave()].
    ///
    /// @throws PluginException `UNAVAILABLE` when no generation of it serves although it is wanted,
    ///   `NOT_FOUND` when it is not
    public Generation enter(String pluginId, int tenantId) {
        Routing routing = byPlugin.get(pluginId);
        while (routing != null) {
            Generation generation = routing.enter(tenantId);
            if (generation != null) {
                return generation;
            }
            Routing next = byPlugin.get(pluginId);
            if (next == routing) {
                break;
            }
            routing = next;
        }
        throw away(pluginId);
    }

    /// As [#enter], but nobody stands in: for events, which the one before may not know.
    public Generation enterServing(String pluginId, int tenantId) {
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
        throw away(pluginId);
    }

    private PluginException away(String pluginId) {
        return wanted.contains(pluginId)
                ? new PluginException(PluginError.UNAVAILABLE, pluginId)
                : new PluginException(StandardErrorCode.NOT_FOUND);
    }

    /// Without beginning a call: for texts and screen entries.
    public Optional<Generation> find(String pluginId, int tenantId) {
        @Nullable Routing routing = byPlugin.get(pluginId);
        return Optional.ofNullable(routing).map(found -> found.of(tenantId));
    }

    public Optional<Generation> any(String pluginId) {
        return Optional.ofNullable(byPlugin.get(pluginId)).map(routing -> routing.now().everyone());
    }

    /// Those that serve whoever no rollout has reached.
    public Collection<Generation> all() {
        return byPlugin.values().stream().map(routing -> routing.now().everyone()).toList();
    }

    /// Ends the plugin here: nobody is served by it any more.
    public void remove(String pluginId) {
        wanted.remove(pluginId);
        byPlugin.remove(pluginId);
    }
}
