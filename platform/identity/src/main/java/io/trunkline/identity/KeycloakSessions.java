package io.trunkline.identity;

import io.trunkline.tenancy.identity.SignInSessions;

/// Keycloak's sessions, one for each sign-in of a browser.
final class KeycloakSessions implements SignInSessions {

    private final KeycloakApi api;

    KeycloakSessions(KeycloakApi api) {
        this.api = api;
    }

    @Override
    public boolean managed() {
        return true;
    }

    @Override
    public void end(String sid) {
        api.delete("/sessions/" + KeycloakApi.encode(sid));
    }
}
