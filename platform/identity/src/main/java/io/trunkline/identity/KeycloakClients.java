package io.trunkline.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.identity.KeycloakApi.Answer;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.identity.MachineClients;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Machine clients are Keycloak's clients with a service account. Its tokens name the client's
/// tenant and no other, by a claim of the client's own: whichever organization someone puts the
/// account into changes nothing.
final class KeycloakClients implements MachineClients {

    private final KeycloakApi api;

    KeycloakClients(KeycloakApi api) {
        this.api = api;
    }

    @Override
    public boolean managed() {
        return true;
    }

    @Override
    public Optional<String> create(String tenantKey, String clientId, String name) {
        Answer answer = api.post("/clients", client(tenantKey, clientId, name));
        if (!answer.taken()) {
            KeycloakApi.require(answer, "POST", "/clients");
        }
        return rotate(tenantKey, clientId);
    }

    @Override
    public Optional<String> rotate(String tenantKey, String clientId) {
        return Optional.of(newSecret(path(tenantKey, clientId).orElseThrow(KeycloakClients::gone)));
    }

    @Override
    public void remove(String tenantKey, String clientId) {
        path(tenantKey, clientId).ifPresent(api::delete);
    }

    /// Removes every client that was made for the tenant.
    void removeAll(String tenantKey) {
        for (JsonNode client :
                api.get("/clients?search=true&max=500&clientId=" + tenantKey + ".")) {
            if (isOf(client, tenantKey)) {
                api.delete("/clients/" + client.path("id").asText());
            }
        }
    }

    private String newSecret(String path) {
        Answer answer = api.post(path + "/client-secret", null);
        return KeycloakApi.require(answer, "POST", "a client's secret")
                .body()
                .path("value")
                .asText();
    }

    /// A client of the same name that is not the tenant's is none.
    private Optional<String> path(String tenantKey, String clientId) {
        for (JsonNode client : api.get("/clients?clientId=" + KeycloakApi.encode(clientId))) {
            if (client.path("clientId").asText().equals(clientId) && isOf(client, tenantKey)) {
                return Optional.of("/clients/" + client.path("id").asText());
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(JsonNode client, String tenantKey) {
        return Objects.equals(
                client.path("attributes").path(KeycloakUsers.HOME).asText(), tenantKey);
    }

    private static PluginException gone() {
        return new PluginException(StandardErrorCode.NOT_FOUND);
    }

    private static Map<String, Object> client(String tenantKey, String clientId, String name) {
        return Map.ofEntries(
                Map.entry("clientId", clientId),
                Map.entry("name", name),
                Map.entry("protocol", "openid-connect"),
                Map.entry("publicClient", false),
                Map.entry("clientAuthenticatorType", "client-secret"),
                Map.entry("standardFlowEnabled", false),
                Map.entry("implicitFlowEnabled", false),
                Map.entry("directAccessGrantsEnabled", false),
                Map.entry("serviceAccountsEnabled", true),
                Map.entry("fullScopeAllowed", false),
                Map.entry("attributes", Map.of(KeycloakUsers.HOME, tenantKey)),
                Map.entry("protocolMappers", List.of(organization(tenantKey))),
                Map.entry("defaultClientScopes", List.of("basic", "profile", "trunkline")),
                Map.entry("optionalClientScopes", List.of()));
    }

    private static Map<String, Object> organization(String tenantKey) {
        return Map.of(
                "name",
                "the tenant it belongs to",
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-hardcoded-claim-mapper",
                "config",
                Map.of(
                        "claim.name",
                        "organization",
                        "jsonType.label",
                        "JSON",
                        "claim.value",
                        "{\"" + tenantKey + "\":{}}",
                        "access.token.claim",
                        "true",
                        "id.token.claim",
                        "false",
                        "introspection.token.claim",
                        "true"));
    }
}
