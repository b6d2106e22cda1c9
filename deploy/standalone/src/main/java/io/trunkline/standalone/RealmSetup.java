package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Brings the realm to what the server and the tenants' files expect: adds what is missing, and
/// follows a changed port. Nothing that a person changed in Keycloak is taken back.
final class RealmSetup {
    static final String REALM = "trunkline";
    static final String DEMO_PASSWORD = "trunkline-demo";
    static final String OPERATOR = "operator";
    private static final String SERVER_CLIENT = "trunkline-server";
    private static final int ALL = 100_000;

    private final KeycloakAdmin admin;
    private final URI server;
    private final String webSecret;
    private final String serverSecret;

    /// @param server where the screens are
    /// @param webSecret of the client `trunkline-web`
    /// @param serverSecret of the client `trunkline-server`
    RealmSetup(KeycloakAdmin admin, URI server, String webSecret, String serverSecret) {
        this.admin = admin;
        this.server = server;
        this.webSecret = webSecret;
        this.serverSecret = serverSecret;
    }

    /// @param realmFile `deploy/keycloak/realm.json`
    void apply(Path realmFile, List<TenantFile> tenants) {
        var realm = admin.get("/" + REALM);
        if (realm.isMissingNode()) {
            admin.post("", json(read(realmFile)));
        } else {
            addTheme(realm, "loginTheme");
            addTheme(realm, "emailTheme");
        }
        requireServerClient();
        followAddress();
        addCliClient();
        var users = addUsers(tenants);
        for (var tenant : tenants) {
            addOrganization(tenant, users);
        }
    }

    private void addTheme(JsonNode realm, String kind) {
        if (realm.path(kind).asText().isEmpty()) {
            admin.put("/" + REALM, Map.of(kind, "trunkline"));
        }
    }

    private void requireServerClient() {
        if (client(SERVER_CLIENT).isMissingNode()) {
            throw new StandaloneException(
                    "The realm was made by an earlier version: ./trunkline reset makes it anew.");
        }
    }

    private void followAddress() {
        var client = client("trunkline-web");
        if (client.path("rootUrl").asText().equals(server.toString())
                && client.path("secret").asText().equals(webSecret)) {
            return;
        }
        var changed = (ObjectNode) client.deepCopy();
        changed.put("rootUrl", server.toString());
        changed.put("secret", webSecret);
        changed.putArray("redirectUris").add(server + "/*");
        admin.put("/" + REALM + "/clients/" + client.path("id").asText(), changed);
    }

    private void addCliClient() {
        if (client("trunkline-cli").isMissingNode()) {
            admin.post("/" + REALM + "/clients", json(resource("cli-client.json")));
        }
    }

    private JsonNode client(String clientId) {
        return admin.get("/" + REALM + "/clients?clientId=" + clientId).path(0);
    }

    private Map<String, String> addUsers(List<TenantFile> tenants) {
        var known = userIds();
        for (var tenant : tenants) {
            for (var member : tenant.members()) {
                if (known.putIfAbsent(member.username(), "") == null) {
                    addUser(
                            member.username(),
                            member.displayName(),
                            Map.of(
                                    "locale",
                                    List.of(tenant.locale()),
                                    "home",
                                    List.of(tenant.key())));
                }
            }
        }
        if (!known.containsKey(OPERATOR)) {
            addUser(OPERATOR, "平台运维", Map.of("locale", List.of("zh-CN")));
        }
        var users = userIds();
        var role = admin.get("/" + REALM + "/roles/" + OPERATOR);
        admin.post(
                "/" + REALM + "/users/" + users.get(OPERATOR) + "/role-mappings/realm",
                List.of(role));
        return users;
    }

    private Map<String, String> userIds() {
        var ids = new HashMap<String, String>();
        for (var user : admin.get("/" + REALM + "/users?briefRepresentation=true&max=" + ALL)) {
            ids.put(user.path("username").asText(), user.path("id").asText());
        }
        return ids;
    }

    /// @param attributes `home` names the tenant whose administrator may hand out passwords for it
    private void addUser(
            String username, String displayName, Map<String, List<String>> attributes) {
        admin.post(
                "/" + REALM + "/users",
                Map.of(
                        "username",
                        username,
                        "enabled",
                        true,
                        "firstName",
                        displayName,
                        "attributes",
                        attributes,
                        "credentials",
                        List.of(
                                Map.of(
                                        "type",
                                        "password",
                                        "value",
                                        DEMO_PASSWORD,
                                        "temporary",
                                        false))));
    }

    private void addOrganization(TenantFile tenant, Map<String, String> users) {
        if (organization(tenant.key()).isMissingNode()) {
            admin.post(
                    "/" + REALM + "/organizations",
                    Map.of(
                            "name", tenant.name(),
                            "alias", tenant.key(),
                            "enabled", true,
                            "domains", List.of(Map.of("name", domain(tenant.key())))));
        }
        var path =
                "/%s/organizations/%s/members"
                        .formatted(REALM, organization(tenant.key()).path("id").asText());
        Set<String> members = new HashSet<>();
        admin.get(path + "?max=" + ALL).forEach(user -> members.add(user.path("id").asText()));
        for (var member : tenant.members()) {
            var id = users.get(member.username());
            if (id != null && members.add(id)) {
                admin.post(path, id);
            }
        }
    }

    /// By its domain, which the search compares as a whole: a list of all grows with each.
    private JsonNode organization(String alias) {
        for (var organization :
                admin.get(
                        "/"
                                + REALM
                                + "/organizations?briefRepresentation=true&exact=true&search="
                                + domain(alias))) {
            if (organization.path("alias").asText().equals(alias)) {
                return organization;
            }
        }
        return MissingNode.getInstance();
    }

    private static String domain(String tenantKey) {
        return tenantKey + ".invalid";
    }

    private JsonNode json(String text) {
        try {
            return KeycloakAdmin.JSON.readTree(
                    text.replace("${TRUNKLINE_URL}", server.toString())
                            .replace("${TRUNKLINE_WEB_SECRET}", webSecret)
                            .replace("${TRUNKLINE_SERVER_SECRET}", serverSecret));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (var in = RealmSetup.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
