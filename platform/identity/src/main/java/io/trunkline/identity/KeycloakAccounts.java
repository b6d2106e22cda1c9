package io.trunkline.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.identity.KeycloakApi.Answer;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.identity.Accounts;
import io.trunkline.tenancy.identity.IdentityError;
import io.trunkline.tenancy.identity.MachineClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Accounts are Keycloak's users. The steps of each method stand in such an order that a call cut
/// off in the middle is finished by calling again.
final class KeycloakAccounts implements Accounts {

    private final KeycloakApi api;
    private final KeycloakOrganizations organizations;
    private final KeycloakUsers users;
    private final String webClient;
    private final Duration linkLifespan;

    KeycloakAccounts(
            KeycloakApi api,
            KeycloakOrganizations organizations,
            KeycloakUsers users,
            Realm realm,
            AdminConfig config) {
        this.api = api;
        this.organizations = organizations;
        this.users = users;
        this.webClient = realm.webClient();
        this.linkLifespan = config.linkLifespan();
    }

    @Override
    public boolean managed() {
        return true;
    }

    @Override
    public Optional<Account> find(String username) {
        return users.find(username)
                .map(user ->
                        new Account(
                                user.path("username").asText(),
                                displayName(user),
                                KeycloakUsers.mail(user),
                                user.path("enabled").asBoolean(),
                                users.isOperator(user)));
    }

    @Override
    public Invitation invite(String tenantKey, AccountDraft draft) {
        String organization = organizations.require(tenantKey);
        KeycloakUsers.Found account = users.findOrCreate(tenantKey, draft);
        JsonNode user = account.user();
        boolean own = account.created() || KeycloakUsers.isHome(user, tenantKey);
        if (!own && !isMember(user, tenantKey)) {
            requirePerson(user);
            return Invitation.toAgree();
        }
        join(organization, user);
        return isUnclaimed(account, tenantKey) ? wayIn(account, draft.mail()) : Invitation.known();
    }

    @Override
    public void join(String tenantKey, String username) {
        JsonNode user =
                users.find(username)
                        .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
        requirePerson(user);
        join(organizations.require(tenantKey), user);
        // A sign-in of before, hers or of whoever can open her account elsewhere, would name the
        // tenant with its next token.
        String logout = KeycloakUsers.path(user) + "/logout";
        KeycloakApi.require(api.post(logout, null), "POST", logout);
    }

    private void join(String organization, JsonNode user) {
        String members = organization + "/members";
        Answer joined = api.post(members, user.path("id").asText());
        if (!joined.taken()) {
            KeycloakApi.require(joined, "POST", members);
        }
    }

    /// What the platform itself and machines sign in as is in no organization: it would change what
    /// their tokens name.
    private void requirePerson(JsonNode user) {
        if (MachineClients.isMachine(user.path("username").asText())) {
            throw new PluginException(IdentityError.ACCOUNT_OF_MACHINE);
        }
        if (users.isOperator(user)) {
            throw new PluginException(IdentityError.ACCOUNT_OF_PLATFORM);
        }
    }

    @Override
    public Invitation reset(String tenantKey, String username) {
        JsonNode user =
                users.find(username)
                        .filter(found -> isMember(found, tenantKey))
                        .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
        String mail = KeycloakUsers.mail(user);
        if (mail != null && sendLink(user)) {
            return Invitation.mailed(false, mail);
        }
        if (!users.belongsTo(user, tenantKey)) {
            throw new PluginException(IdentityError.ACCOUNT_SHARED);
        }
        return Invitation.told(false, oneTimePassword(user));
    }

    /// Made for this tenant and never entered: a first invitation, or one that was cut off. Anybody
    /// else's account keeps its ways in, whoever names it.
    private boolean isUnclaimed(KeycloakUsers.Found account, String tenantKey) {
        return account.created()
                || (users.belongsTo(account.user(), tenantKey)
                        && !users.hasPassword(account.user()));
    }

    /// What she was not sent is not replaced by a password behind the inviter's back: who asked for
    /// a mail does not expect to have to tell one.
    private Invitation wayIn(KeycloakUsers.Found account, @Nullable String mail) {
        boolean created = account.created();
        if (mail == null) {
            return Invitation.told(created, oneTimePassword(account.user()));
        }
        users.setMail(account.user(), mail);
        return sendLink(account.user())
                ? Invitation.mailed(created, mail)
                : Invitation.notSent(created, mail);
    }

    private boolean sendLink(JsonNode user) {
        return api.putAndMail(
                KeycloakUsers.path(user)
                        + "/execute-actions-email?client_id="
                        + KeycloakApi.encode(webClient)
                        + "&lifespan="
                        + linkLifespan.toSeconds(),
                List.of("UPDATE_PASSWORD"));
    }

    /// Replaced by one of her own at the first sign-in. Of two that are made at once Keycloak keeps
    /// one: nobody is told the other.
    private String oneTimePassword(JsonNode user) {
        String password = OneTimePassword.make();
        String path = KeycloakUsers.path(user) + "/reset-password";
        Answer set =
                api.send(
                        "PUT",
                        path,
                        Map.of("type", "password", "value", password, "temporary", true));
        if (set.missing()) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
        if (set.taken() || (set.status() == 400 && !isAgainstPolicy(set))) {
            throw new PluginException(IdentityError.PASSWORD_SET_MEANWHILE);
        }
        KeycloakApi.require(set, "PUT", path);
        return password;
    }

    /// The realm wants passwords that ours are not: trying again does not help.
    private static boolean isAgainstPolicy(Answer answer) {
        return answer.body().path("error").asText().startsWith("invalidPassword");
    }

    private boolean isMember(JsonNode user, String tenantKey) {
        for (JsonNode organization : users.organizations(user)) {
            if (organization.path("alias").asText().equals(tenantKey)) {
                return true;
            }
        }
        return false;
    }

    private static String displayName(JsonNode user) {
        String first = user.path("firstName").asText("");
        String last = user.path("lastName").asText("");
        return last.isBlank() ? first : first + " " + last;
    }
}
