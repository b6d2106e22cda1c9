package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.identity.AdminConfig;
import io.trunkline.identity.Keycloak;
import io.trunkline.identity.Realm;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.identity.Accounts;
import io.trunkline.tenancy.identity.Accounts.AccountDraft;
import io.trunkline.tenancy.identity.IdentityError;
import io.trunkline.tenancy.identity.Organizations;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
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
        assertTrue(invited.consentDue());
        assertFalse(invited.created());
        assertNull(invited.oneTimePassword());
        assertFalse(organizationsOf("agent2.wuhan").contains("anyang"));
        assertRefused(StandardErrorCode.NOT_FOUND, "anyang", "agent2.wuhan");

        accounts.join("anyang", "agent2.wuhan");
        accounts.join("anyang", "agent2.wuhan");
        assertTrue(organizationsOf("agent2.wuhan").contains("anyang"));
        assertFalse(accounts.invite("anyang", draft("agent2.wuhan")).consentDue());
        assertRefused(IdentityError.ACCOUNT_SHARED, "anyang", "agent2.wuhan");
        assertRefused(IdentityError.ACCOUNT_SHARED, "wuhan", "agent2.wuhan");

        organizations.delete("anyang");
        assertTrue(accounts.find("agent2.wuhan").isPresent());
    }

    /// One that nobody entered yet stays its company's to give.
    @Test
    void anInvitationOfAnotherCompanyChangesNothingBeforeTheFirstSignIn() {
        organizations.create("hebi", "鹤壁分公司");
        organizations.create("jiyuan", "济源分公司");
        assertNotNull(accounts.invite("hebi", draft("agent1.hebi")).oneTimePassword());

        assertTrue(accounts.invite("jiyuan", draft("agent1.hebi")).consentDue());
        assertNull(accounts.invite("jiyuan", draft("agent1.hebi")).oneTimePassword());
        assertNotNull(accounts.reset("hebi", "agent1.hebi").oneTimePassword());
    }

    @Test
    void operatorsAndMachinesJoinNoCompany() {
        assertTrue(accounts.find(RealmSetup.OPERATOR).orElseThrow().operator());
        assertFalse(accounts.find("agent2.wuhan").orElseThrow().operator());
        notJoined(IdentityError.ACCOUNT_OF_PLATFORM, RealmSetup.OPERATOR);
        notJoined(IdentityError.ACCOUNT_OF_MACHINE, "service-account-trunkline-server");
        assertTrue(accounts.find(RealmSetup.OPERATOR).isPresent());
    }

    @Test
    void ofManyPasswordsAtOnceNoneFailsWithoutWords() throws Exception {
        organizations.create("xinxiang", "新乡分公司");
        accounts.invite("xinxiang", draft("agent1.xinxiang"));
        Callable<Accounts.Invitation> reset = () -> accounts.reset("xinxiang", "agent1.xinxiang");
        int told = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var one : threads.invokeAll(Collections.nCopies(24, reset))) {
                try {
                    assertNotNull(one.get().oneTimePassword());
                    told++;
                } catch (ExecutionException refused) {
                    var code = assertInstanceOf(PluginException.class, refused.getCause()).code();
                    assertTrue(
                            code == IdentityError.PASSWORD_SET_MEANWHILE
                                    || code == StandardErrorCode.UNAVAILABLE,
                            code.toString());
                }
            }
        }
        assertTrue(told > 0);
    }

    /// Whoever opened her account before she agreed does not come along.
    @Test
    void whatWasSignedInBeforeNamesNoFurtherCompany() throws Exception {
        organizations.create("puyang", "濮阳分公司");
        var before = signIn("password", "username", "agent3.wuhan");
        assertEquals(200, before.statusCode(), before.body());
        var refresh = new ObjectMapper().readTree(before.body()).path("refresh_token").asText();
        assertEquals(200, signIn("refresh_token", "refresh_token", refresh).statusCode());

        accounts.join("puyang", "agent3.wuhan");

        var after = signIn("refresh_token", "refresh_token", refresh);
        assertEquals(400, after.statusCode(), after.body());
        assertTrue(organizationsOf("agent3.wuhan").contains("puyang"));
        organizations.delete("puyang");
    }

    private static HttpResponse<String> signIn(String grant, String name, String value)
            throws Exception {
        var form =
                "grant_type=%s&client_id=trunkline-cli&scope=organization:*&%s=%s&password=%s"
                        .formatted(
                                grant,
                                name,
                                value,
                                URLEncoder.encode(
                                        RealmSetup.DEMO_PASSWORD, StandardCharsets.UTF_8));
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(
                                    URI.create(
                                            stack.keycloakUrl()
                                                    + "/realms/"
                                                    + RealmSetup.REALM
                                                    + "/protocol/openid-connect/token"))
                            .timeout(Duration.ofSeconds(30))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void notJoined(IdentityError code, String username) {
        assertEquals(
                code,
                assertThrows(PluginException.class, () -> accounts.invite("wuhan", draft(username)))
                        .code());
        assertEquals(
                code,
                assertThrows(PluginException.class, () -> accounts.join("wuhan", username)).code());
    }

    /// What a token of hers names.
    private static String organizationsOf(String username) {
        var token = token(username, RealmSetup.DEMO_PASSWORD);
        return new String(
                Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
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
                        "scope",
                        "organization:*",
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
