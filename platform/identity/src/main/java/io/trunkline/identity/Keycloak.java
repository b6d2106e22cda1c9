package io.trunkline.identity;

import io.trunkline.tenancy.identity.Accounts;
import io.trunkline.tenancy.identity.MachineClients;
import io.trunkline.tenancy.identity.Organizations;
import io.trunkline.tenancy.identity.SignInProviders;
import io.trunkline.tenancy.identity.SignInSessions;

/// Everything the platform does in the realm, over one connection.
public record Keycloak(
        Organizations organizations,
        Accounts accounts,
        SignInSessions signInSessions,
        MachineClients machineClients,
        SignInProviders signInProviders) {

    /// Connects to nothing yet: Keycloak may be away.
    ///
    /// @param secret of the client named by `trunkline.keycloak.admin.client-id`
    public static Keycloak of(Realm realm, AdminConfig config, String secret) {
        KeycloakApi api = new KeycloakApi(realm, config, secret);
        KeycloakUsers users = new KeycloakUsers(api);
        KeycloakOrganizations organizations = new KeycloakOrganizations(api, users);
        return new Keycloak(
                organizations,
                new KeycloakAccounts(api, organizations, users, realm, config),
                new KeycloakSessions(api),
                new KeycloakClients(api),
                new KeycloakProviders(api, organizations));
    }
}
