package io.trunkline.standalone;

import java.net.URI;
import java.util.Map;

/// Bearer tokens of demo users, by the client that only standalone installations have.
final class Tokens {
    /// Belongs to every demo tenant.
    static final String SHARED_USER = "auditor";

    private Tokens() {}

    /// @param user with or without the tenant at its end; `auditor` belongs to several
    static String member(URI keycloak, String tenant, String user) {
        return user(keycloak, username(tenant, user));
    }

    static String operator(URI keycloak) {
        return user(keycloak, RealmSetup.OPERATOR);
    }

    static String username(String tenant, String user) {
        return user.contains(".") || user.equals(SHARED_USER) ? user : user + "." + tenant;
    }

    private static String user(URI keycloak, String username) {
        try {
            return KeycloakAdmin.token(
                    keycloak,
                    RealmSetup.REALM,
                    Map.of(
                            "grant_type", "password",
                            "client_id", "trunkline-cli",
                            "scope", "openid organization:*",
                            "username", username,
                            "password", RealmSetup.DEMO_PASSWORD));
        } catch (StandaloneException refused) {
            throw new StandaloneException(
                    "%s does not sign in with the demo password: the launcher speaks for demo users. Others use the screens, or the API with a token of their own. (%s)"
                            .formatted(username, refused.getMessage()),
                    refused);
        }
    }
}
