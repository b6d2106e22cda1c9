package io.trunkline.server;

import io.quarkus.vertx.http.ManagementInterface;
import io.trunkline.pluginhost.PluginHost;
import io.trunkline.pluginhost.PluginState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// What became of each plugin on this node, with the reason where what is wanted does not serve, in
/// the form of the other health answers. On the management port alone: reasons name classes and
/// tables, and are for operators. One plugin that is refused does not make the node unfit, so the
/// answer is UP.
@ApplicationScoped
public class PluginHealth {

    private final PluginHost host;

    PluginHealth(PluginHost host) {
        this.host = host;
    }

    void serve(@Observes ManagementInterface management) {
        management.router().get("/q/health/plugins").blockingHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        JsonArray checks = new JsonArray();
        for (PluginState state : host.states()) {
            JsonObject data =
                    new JsonObject().put("version", state.running()).put("stuck", state.stuck());
            if (!state.version().equals(state.running())) {
                data.put("wanted", state.version());
            }
            if (state.reason() != null) {
                data.put("reason", state.reason());
            }
            checks.add(
                    new JsonObject()
                            .put("name", state.pluginId())
                            .put("status", state.serving() && !state.halted() ? "UP" : "DOWN")
                            .put("data", data));
        }
        context.response()
                .putHeader("Content-Type", "application/json; charset=UTF-8")
                .end(new JsonObject().put("status", "UP").put("checks", checks).encode());
    }
}
