package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.identity.AdminConfig;
import io.trunkline.identity.Keycloak;
import io.trunkline.identity.Realm;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.identity.Accounts;
import io.trunkline.tenancy.identity.Accounts.AccountDraft;
import io.trunkline.tenancy.identity.IdentityError;
import io.trunkline.tenancy.identity.Organizations;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the platform does in a real Keycloak, as the client that the realm file gives it.
class KeycloakAdministrationIT {
    private static StandaloneStack stack;
    private static Organizations organizations;
    private static Accounts accounts;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        var keycloak =
                Keycloak.of(
                        new Realm(
                                stack.keycloakUrl().toString(), RealmSetup.REALM, "trunkline-web"),
                        new Patient(),
                        stack.keycloakServerSecret());
        organizations = keycloak.organizations();
        accounts = keycloak.accounts();
    }

    @Test
    void anInvitationMakesAnAccountWithAPasswordForOneUse() {
        organizations.create("luoyang", "洛阳分公司");

        var first = accounts.invite("luoyang", draft("agent1.luoyang"));
        assertTrue(first.created());
        assertNotNull(first.oneTimePassword());
        var refused =
                assertThrows(
                        StandaloneException.class,
                        () -> token("agent1.luoyang", first.oneTimePassword()));
        assertTrue(refused.getMessage().contains("not fully set up"), refused.getMessage());

        var again = accounts.invite("luoyang", draft("agent1.luoyang"));
        assertFalse(again.created());
        assertNull(again.oneTimePassword());
    }

    @Test
    void twoCompaniesMayHaveOneName() {
        organizations.create("kaifeng", "开封分公司");
        organizations.create("kaifeng-two", "开封分公司");
        organizations.create("kaifeng-two", "开封分公司");

        accounts.invite("kaifeng-two", draft("agent1.kaifeng-two"));
        organizations.delete("kaifeng-two");
        organizations.delete("kaifeng-two");
        assertEquals(Optional.empty(), accounts.find("agent1.kaifeng-two"));
    }

    @Test
    void nobodyIsGivenAWayIntoTheAccountOfAnotherCompany() {
        organizations.create("anyang", "安阳分公司");

        var invited = accounts.invite("anyang", draft("agent2.wuhan"));
        assertFalse(invited.created());
        assertNull(invited.oneTimePassword());
        assertRefused(IdentityError.ACCOUNT_SHARED, "anyang", "agent2.wuhan");
        assertRefused(IdentityError.ACCOUNT_SHARED, "wuhan", "agent2.wuhan");
        assertRefused(StandardErrorCode.NOT_FOUND, "anyang", "agent3.wuhan");

        assertTrue(accounts.find(RealmSetup.OPERATOR).orElseThrow().operator());
        assertFalse(accounts.find("agent2.wuhan").orElseThrow().operator());
        accounts.invite("anyang", draft(RealmSetup.OPERATOR));
        assertRefused(IdentityError.ACCOUNT_SHARED, "anyang", RealmSetup.OPERATOR);

        organizations.delete("anyang");
        assertTrue(accounts.find("agent2.wuhan").isPresent());
        assertTrue(accounts.find(RealmSetup.OPERATOR).isPresent());
        assertNotNull(token("agent2.wuhan", RealmSetup.DEMO_PASSWORD));
    }

    @Test
    void whoLeavesKeepsTheAccountAndIsNoMemberAnyMore() {
        organizations.create("xinyang", "信阳分公司");
        accounts.invite("xinyang", draft("agent1.xinyang"));

        accounts.leave("xinyang", "agent1.xinyang");
        accounts.leave("xinyang", "agent1.xinyang");
        assertTrue(accounts.find("agent1.xinyang").isPresent());
        assertRefused(StandardErrorCode.NOT_FOUND, "xinyang", "agent1.xinyang");
    }

    private static void assertRefused(
            io.trunkline.spi.ErrorCode code, String tenant, String username) {
        var refused = assertThrows(PluginException.class, () -> accounts.reset(tenant, username));
        assertEquals(code, refused.code());
    }

    private static AccountDraft draft(String username) {
        return new AccountDraft(username, "王小明", null, "zh-CN");
    }

    private static String token(String username, String password) {
        return KeycloakAdmin.token(
                stack.keycloakUrl(),
                RealmSetup.REALM,
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "trunkline-cli",
                        "username",
                        username,
                        "password",
                        password));
    }

    /// The machine is busy while tests run.
    private record Patient() implements AdminConfig {
        @Override
        public String clientId() {
            return "trunkline-server";
        }

        @Override
        public Optional<String> secret() {
            return Optional.empty();
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration mailTimeout() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration linkLifespan() {
            return Duration.ofDays(1);
        }
    }
}
