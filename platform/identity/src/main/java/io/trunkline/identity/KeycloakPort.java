package io.trunkline.identity;

import io.trunkline.tenancy.identity.Accounts;
import io.trunkline.tenancy.identity.KeptByHand;
import io.trunkline.tenancy.identity.MachineClients;
import io.trunkline.tenancy.identity.Organizations;
import io.trunkline.tenancy.identity.SignInProviders;
import io.trunkline.tenancy.identity.SignInSessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Chooses at start who keeps organizations and accounts: Keycloak where the platform was given a
/// client's secret, else a person.
@ApplicationScoped
public class KeycloakPort {

    private final KeptByHand byHand;
    private final Optional<Keycloak> keycloak;

    @Inject
    KeycloakPort(
            @ConfigProperty(name = "trunkline.keycloak.url") String url,
            @ConfigProperty(name = "trunkline.keycloak.realm") String realm,
            @ConfigProperty(name = "trunkline.keycloak.web.client-id") String webClient,
            AdminConfig config,
            KeptByHand byHand) {
        this.byHand = byHand;
        this.keycloak =
                config.secret()
                        .filter(secret -> !secret.isBlank())
                        .map(secret ->
                                Keycloak.of(new Realm(url, realm, webClient), config, secret));
    }

    @Produces
    @Singleton
    Organizations organizations() {
        return keycloak.<Organizations>map(Keycloak::organizations).orElse(byHand);
    }

    @Produces
    @Singleton
    Accounts accounts() {
        return keycloak.<Accounts>map(Keycloak::accounts).orElse(byHand);
    }

    @Produces
    @Singleton
    SignInSessions signInSessions() {
        return keycloak.<SignInSessions>map(Keycloak::signInSessions).orElse(byHand);
    }

    @Produces
    @Singleton
    MachineClients machineClients() {
        return keycloak.<MachineClients>map(Keycloak::machineClients).orElse(byHand);
    }

    @Produces
    @Singleton
    SignInProviders signInProviders() {
        return keycloak.<SignInProviders>map(Keycloak::signInProviders).orElse(byHand);
    }
}
