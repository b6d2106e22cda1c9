package io.trunkline.server;

import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Down means: nobody new can sign in; those who are go on.
@Readiness
public class KeycloakReadiness implements HealthCheck {

    private final KeycloakProbe keycloak;

    @Inject
    KeycloakReadiness(KeycloakProbe keycloak) {
        this.keycloak = keycloak;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("keycloak").status(keycloak.isThere()).build();
    }
}
