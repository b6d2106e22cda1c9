package io.trunkline.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.identity.KeycloakApi.Answer;
import io.trunkline.tenancy.identity.Accounts.AccountDraft;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keycloak's users as far as the platform knows them. An account made for a tenant carries that
/// tenant's key in an attribute that only administrators see and change: its home. What a tenant's
/// administrator may do to an account depends on it, since usernames are the realm's and an
/// invitation can name anybody's.
final class KeycloakUsers {

    static final String HOME = "home";

    /// The realm's role of who works on the platform.
    private static final String OPERATOR = "operator";

    private final KeycloakApi api;

    KeycloakUsers(KeycloakApi api) {
        this.api = api;
    }

    Optional<JsonNode> find(String username) {
        for (JsonNode user :
                api.get("/users?exact=true&max=2&username=" + KeycloakApi.encode(username))) {
            if (user.path("username").asText().equals(username)) {
                return Optional.of(user);
            }
        }
        return Optional.empty();
    }

    /// @return the account, and whether it is new
    Found findOrCreate(String tenantKey, AccountDraft draft) {
        Optional<JsonNode> present = find(draft.username());
        if (present.isPresent()) {
            return new Found(present.get(), false);
        }
        Answer answer = api.post("/users", user(tenantKey, draft));
        if (!answer.taken()) {
            KeycloakApi.require(answer, "POST", "/users");
        }
        return new Found(
                find(draft.username())
                        .orElseThrow(() -> new IllegalStateException("the account is gone again")),
                answer.done());
    }

    /// Corrects an address that was mistyped when the account was made.
    void setMail(JsonNode user, String mail) {
        if (!mail.equalsIgnoreCase(mail(user))) {
            api.put(path(user), ((ObjectNode) user).put("email", mail));
        }
    }

    boolean hasPassword(JsonNode user) {
        for (JsonNode credential : api.get(path(user) + "/credentials")) {
            if (credential.path("type").asText().equals("password")) {
                return true;
            }
        }
        return false;
    }

    /// Whether the tenant made the account and nobody else uses it, the platform included: only
    /// then may the tenant's administrator be told a password for it.
    boolean belongsTo(JsonNode user, String tenantKey) {
        return isHome(user, tenantKey) && organizations(user).size() <= 1 && !isOperator(user);
    }

    boolean isOperator(JsonNode user) {
        for (JsonNode role : api.get(path(user) + "/role-mappings/realm/composite")) {
            if (role.path("name").asText().equals(OPERATOR)) {
                return true;
            }
        }
        return false;
    }

    static boolean isHome(JsonNode user, String tenantKey) {
        return user.path("attributes").path(HOME).path(0).asText().equals(tenantKey);
    }

    /// Removes an account that was made for the tenant and is used by no other.
    ///
    /// @return false when it stays
    boolean deleteWithTenant(String id, String tenantKey) {
        JsonNode user = api.get("/users/" + id);
        if (user.isObject() && !belongsTo(user, tenantKey)) {
            return false;
        }
        api.delete("/users/" + id);
        return true;
    }

    JsonNode organizations(JsonNode user) {
        return api.get(
                "/organizations/members/"
                        + user.path("id").asText()
                        + "/organizations?briefRepresentation=true");
    }

    static String path(JsonNode user) {
        return "/users/" + user.path("id").asText();
    }

    static @Nullable String mail(JsonNode user) {
        String mail = user.path("email").asText("");
        return mail.isBlank() ? null : mail;
    }

    /// Chinese names come in one piece; Keycloak calls it the first name.
    private static ObjectNode user(String tenantKey, AccountDraft draft) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.put("username", draft.username());
        user.put("enabled", true);
        user.put("firstName", draft.displayName());
        if (draft.mail() != null) {
            user.put("email", draft.mail());
        }
        ObjectNode attributes = user.putObject("attributes");
        attributes.putArray("locale").add(draft.locale());
        attributes.putArray(HOME).add(tenantKey);
        return user;
    }

    record Found(JsonNode user, boolean created) {}
}
