package io.trunkline.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.identity.KeycloakApi.Answer;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.identity.IdentityError;
import io.trunkline.tenancy.identity.SignInProviders;
import java.util.Map;
import java.util.Optional;

/// A tenant's provider is an identity provider of the realm, linked to the tenant's organization;
/// its alias is the tenant's key, so `kc_idp_hint=<key>` leads straight to it.
///
/// Usernames are made of the claim and the tenant's key, which holds no dot: nobody it vouches for
/// can carry the name of another tenant's member. An account of that name that has a password is
/// taken over only by who knows the password.
final class KeycloakProviders implements SignInProviders {

    private static final String INSTANCES = "/identity-provider/instances";
    private static final String SECRET = "clientSecret";
    private static final String NAMING = "trunklineNaming";

    private final KeycloakApi api;
    private final KeycloakOrganizations organizations;

    KeycloakProviders(KeycloakApi api, KeycloakOrganizations organizations) {
        this.api = api;
        this.organizations = organizations;
    }

    @Override
    public boolean managed() {
        return true;
    }

    @Override
    public Optional<Provider> of(String tenantKey) {
        JsonNode instance = api.get(INSTANCES + "/" + tenantKey);
        if (!instance.isObject()) {
            return Optional.empty();
        }
        JsonNode config = instance.path("config");
        return Optional.of(
                new Provider(
                        config.path("issuer").asText(),
                        config.path("clientId").asText(),
                        Naming.valueOf(config.path(NAMING).asText(Naming.USERNAME.name()))));
    }

    @Override
    public void link(String tenantKey, ProviderDraft draft) {
        JsonNode present = api.get(INSTANCES + "/" + tenantKey);
        if (!present.isObject() && draft.secret() == null) {
            throw new PluginException(IdentityError.PROVIDER_SECRET_MISSING);
        }
        ObjectNode instance = instance(tenantKey, draft, discover(draft.issuer()));
        String organization = organizations.require(tenantKey);
        if (present.isObject()) {
            api.put(INSTANCES + "/" + tenantKey, instance);
        } else {
            KeycloakApi.require(api.post(INSTANCES, instance), "POST", INSTANCES);
        }
        replaceMappers(tenantKey, draft.naming());
        Answer linked = api.post(organization + "/identity-providers", tenantKey);
        if (!linked.taken() && linked.status() != 400) {
            KeycloakApi.require(linked, "POST", organization + "/identity-providers");
        }
    }

    @Override
    public void unlink(String tenantKey) {
        api.delete(INSTANCES + "/" + tenantKey);
    }

    private JsonNode discover(String issuer) {
        Answer answer =
                api.postToElsewhere(
                        "/identity-provider/import-config",
                        Map.of(
                                "providerId",
                                "oidc",
                                "fromUrl",
                                issuer + "/.well-known/openid-configuration"));
        if (!answer.done() || !answer.body().path("issuer").asText().equals(issuer)) {
            throw new PluginException(IdentityError.PROVIDER_UNREADABLE, issuer);
        }
        return answer.body();
    }

    private static ObjectNode instance(String tenantKey, ProviderDraft draft, JsonNode discovered) {
        ObjectNode instance = JsonNodeFactory.instance.objectNode();
        instance.put("alias", tenantKey);
        instance.put("providerId", "oidc");
        instance.put("enabled", true);
        instance.put("hideOnLogin", true);
        instance.put("trustEmail", false);
        instance.put("storeToken", false);
        instance.put("linkOnly", false);
        instance.put("firstBrokerLoginFlowAlias", "first broker login");
        ObjectNode config = discovered.deepCopy();
        config.put("clientId", draft.clientId());
        // What Keycloak shows in place of a secret means: keep the present one.
        config.put(SECRET, draft.secret() == null ? "**********" : draft.secret());
        config.put("clientAuthMethod", "client_secret_post");
        config.put("defaultScope", "openid profile email");
        config.put("validateSignature", "true");
        config.put("useJwksUrl", "true");
        config.put("pkceEnabled", "true");
        config.put("pkceMethod", "S256");
        config.put("syncMode", "IMPORT");
        config.put(NAMING, draft.naming().name());
        instance.set("config", config);
        return instance;
    }

    private void replaceMappers(String tenantKey, Naming naming) {
        String path = INSTANCES + "/" + tenantKey + "/mappers";
        for (JsonNode mapper : api.get(path)) {
            api.delete(path + "/" + mapper.path("id").asText());
        }
        String name =
                switch (naming) {
                    case USERNAME -> "${CLAIM.preferred_username | lowercase}";
                    case MAIL -> "${CLAIM.email | localpart | lowercase}";
                };
        add(
                path,
                tenantKey,
                "name with the tenant's key",
                "oidc-username-idp-mapper",
                Map.of(
                        "template",
                        name + "." + tenantKey,
                        "target",
                        "LOCAL",
                        "syncMode",
                        "IMPORT"));
        add(
                path,
                tenantKey,
                "the tenant is the account's home",
                "hardcoded-attribute-idp-mapper",
                Map.of(
                        "attribute",
                        KeycloakUsers.HOME,
                        "attribute.value",
                        tenantKey,
                        "syncMode",
                        "IMPORT"));
    }

    private void add(
            String path, String alias, String name, String kind, Map<String, String> config) {
        KeycloakApi.require(
                api.post(
                        path,
                        Map.of(
                                "name",
                                name,
                                "identityProviderAlias",
                                alias,
                                "identityProviderMapper",
                                kind,
                                "config",
                                config)),
                "POST",
                path);
    }
}
