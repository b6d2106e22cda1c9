package io.trunkline.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.identity.KeycloakApi.Answer;
import io.trunkline.tenancy.identity.Organizations;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One organization per tenant; its alias is the tenant's key.
final class KeycloakOrganizations implements Organizations {

    private static final int PAGE = 100;

    private final KeycloakApi api;
    private final KeycloakUsers users;

    KeycloakOrganizations(KeycloakApi api, KeycloakUsers users) {
        this.api = api;
        this.users = users;
    }

    @Override
    public boolean managed() {
        return true;
    }

    @Override
    public void create(String tenantKey, String name) {
        Answer answer = api.post("/organizations", draft(tenantKey, name));
        if (!answer.taken()) {
            KeycloakApi.require(answer, "POST", "/organizations");
            return;
        }
        Optional<JsonNode> present = find(tenantKey);
        if (present.isPresent()) {
            rename(present.get(), tenantKey, name);
            return;
        }
        // Two branch companies may have one name; Keycloak's organizations may not.
        KeycloakApi.require(
                api.post("/organizations", draft(tenantKey, apart(tenantKey, name))),
                "POST",
                "/organizations");
    }

    @Override
    public void enable(String tenantKey, boolean enabled) {
        find(tenantKey)
                .filter(organization -> organization.path("enabled").asBoolean() != enabled)
                .ifPresent(
                        organization -> save(((ObjectNode) organization).put("enabled", enabled)));
    }

    @Override
    public void delete(String tenantKey) {
        Optional<JsonNode> organization = find(tenantKey);
        if (organization.isEmpty()) {
            return;
        }
        String path = path(organization.get());
        int kept = 0;
        JsonNode page;
        do {
            page = api.get(path + "/members?first=" + kept + "&max=" + PAGE);
            for (JsonNode member : page) {
                if (!users.deleteWithTenant(member.path("id").asText(), tenantKey)) {
                    kept++;
                }
            }
        } while (page.size() == PAGE);
        new KeycloakClients(api).removeAll(tenantKey);
        new KeycloakProviders(api, this).unlink(tenantKey);
        api.delete(path);
    }

    /// The organization's path, made where it is missing: an invitation may come before an operator
    /// found the time to bring the organization up to date.
    String require(String tenantKey) {
        Optional<JsonNode> present = find(tenantKey);
        if (present.isEmpty()) {
            create(tenantKey, tenantKey);
            present = find(tenantKey);
        }
        return path(
                present.orElseThrow(
                        () -> new IllegalStateException("no organization for " + tenantKey)));
    }

    private void rename(JsonNode organization, String tenantKey, String name) {
        String present = organization.path("name").asText();
        if (present.equals(name) || present.equals(apart(tenantKey, name))) {
            return;
        }
        ObjectNode changed = organization.deepCopy();
        if (api.send("PUT", path(organization), changed.put("name", name)).taken()) {
            save(changed.put("name", apart(tenantKey, name)));
        }
    }

    private void save(ObjectNode organization) {
        api.put(path(organization), organization);
    }

    /// Every organization has a domain of its own that exists nowhere: by it one is found among
    /// thousands with a single question. One made by hand without it is looked for page by page.
    private Optional<JsonNode> find(String tenantKey) {
        Optional<JsonNode> byDomain =
                withAlias(
                        api.get("/organizations?exact=true&search=" + domain(tenantKey)),
                        tenantKey);
        for (int first = 0; byDomain.isEmpty(); first += PAGE) {
            JsonNode page = api.get("/organizations?first=" + first + "&max=" + PAGE);
            byDomain = withAlias(page, tenantKey);
            if (page.size() < PAGE) {
                break;
            }
        }
        // A list leaves out attributes and providers, which a later PUT would then remove.
        return byDomain.map(found -> api.get(path(found))).filter(JsonNode::isObject);
    }

    private static Optional<JsonNode> withAlias(JsonNode organizations, String tenantKey) {
        for (JsonNode organization : organizations) {
            if (organization.path("alias").asText().equals(tenantKey)) {
                return Optional.of(organization);
            }
        }
        return Optional.empty();
    }

    private static Map<String, Object> draft(String tenantKey, String name) {
        return Map.of(
                "name",
                name,
                "alias",
                tenantKey,
                "enabled",
                true,
                "domains",
                List.of(Map.of("name", domain(tenantKey))));
    }

    private static String domain(String tenantKey) {
        return tenantKey + ".invalid";
    }

    private static String apart(String tenantKey, String name) {
        return name + " (" + tenantKey + ")";
    }

    private static String path(JsonNode organization) {
        return "/organizations/" + organization.path("id").asText();
    }
}
