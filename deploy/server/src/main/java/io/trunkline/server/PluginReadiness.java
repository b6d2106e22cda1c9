package io.trunkline.server;

import io.trunkline.pluginhost.PluginHost;
import io.trunkline.pluginhost.PluginState;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Which plugins serve. A plugin that was refused takes nothing else with it: it is named here, and
/// the node stays ready. Why it was refused is for the operator, not for everyone who can ask.
@Readiness
public class PluginReadiness implements HealthCheck {

    private final PluginHost host;

    @Inject
    PluginReadiness(PluginHost host) {
        this.host = host;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("plugins").up();
        for (PluginState state : host.states()) {
            answer.withData(
                    state.pluginId(),
                    state.running() != null && !state.halted()
                            ? state.running()
                            : "does not serve");
        }
        return answer.build();
    }
}
