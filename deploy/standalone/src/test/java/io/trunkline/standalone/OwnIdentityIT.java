package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a tenant brings itself: its provider of sign-ins, a second realm here, and its machines.
class OwnIdentityIT {
    private static final String THEIR_REALM = "branch-directory";
    private static final String THEIR_PASSWORD = "of-the-branch-itself";

    private static StandaloneStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        chromium = Chromium.start();
        try (var keycloak = stack.keycloakAdmin()) {
            keycloak.post("", theirRealm());
            // He is in the list of members, and has no account with a password here.
            var user = keycloak.get("/trunkline/users?exact=true&username=agent6.wuhan").path(0);
            keycloak.delete("/trunkline/users/" + user.path("id").asText());
        }
    }

    @AfterAll
    static void end() {
        chromium.close();
    }

    @Test
    void aTenantsOwnProviderLetsInItsMembersAndNobodyElse() {
        var admin = chromium.signedIn(stack, "admin.wuhan");
        admin.navigate(stack.url() + "/sign-in");
        var fields = admin.locator(".tl-provider input");
        fields.nth(0).fill(stack.keycloakUrl() + "/realms/" + THEIR_REALM);
        fields.nth(1).fill("trunkline");
        fields.nth(2).fill("their-secret");
        admin.locator("#link-provider").click();
        assertThat(admin.getByText("已接入").first()).isVisible();
        Chromium.screenshot(admin, "sign-in-provider");

        var member = comingFromTheirs("agent6");
        assertThat(member.getByText("武汉分公司").first()).isVisible();
        Chromium.screenshot(member, "signed-in-by-own-provider");

        // Their directory may call someone what it likes: here he ends in ".wuhan".
        var forger = comingFromTheirs("supervisor.zhengzhou");
        assertThat(forger.locator(".tl-choice")).isVisible();
        assertFalse(forger.content().contains("郑州分公司"));
        assertFalse(forger.content().contains("武汉分公司"));
        Chromium.screenshot(forger, "stranger-by-own-provider");
    }

    @Test
    void aMachineClientIsMadeUsedAndRevokedOnTheScreen() throws Exception {
        var admin = chromium.signedIn(stack, "admin.zhengzhou");
        admin.navigate(stack.url() + "/machine-clients");
        admin.locator("#new-machine").click();
        var dialog = admin.getByRole(AriaRole.DIALOG);
        dialog.locator("vaadin-text-field input").nth(0).fill("计费系统");
        dialog.locator("vaadin-text-field input").nth(1).fill("billing");
        dialog.locator("vaadin-multi-select-combo-box input").click();
        admin.getByRole(AriaRole.OPTION)
                .getByText("查看客户", new Locator.GetByTextOptions().setExact(true))
                .click();
        admin.keyboard().press("Escape");
        Chromium.screenshot(admin, "machine-client-new");
        admin.locator("#create-machine").click();
        var secret = admin.locator("#machine-secret input").inputValue();
        Chromium.screenshot(admin, "machine-client-secret");
        admin.getByText("我已保存").click();

        var token =
                KeycloakAdmin.token(
                        stack.keycloakUrl(),
                        RealmSetup.REALM,
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                "zhengzhou.billing",
                                "client_secret",
                                secret));
        assertEquals(200, status("/api/v1/customers?limit=1", token, ""));
        assertEquals(403, status("/api/v1/imports", token, ""));
        assertEquals(404, status("/api/v1/customers", token, "wuhan"));
        admin.reload();
        admin.locator("#machines").waitFor();
        Chromium.screenshot(admin, "machine-clients");

        admin.getByText("吊销").first().click();
        admin.locator("#confirm-act").click();
        assertThat(admin.getByText("已吊销").first()).isVisible();
        var end = Instant.now().plusSeconds(8);
        while (status("/api/v1/customers?limit=1", token, "") == 200) {
            assertTrue(Instant.now().isBefore(end), "a revoked client is still let in");
            Pause.milliseconds(100);
        }
    }

    private static Page comingFromTheirs(String username) {
        var page = chromium.window();
        page.navigate(stack.url() + "/?kc_idp_hint=wuhan");
        page.waitForURL(url -> url.contains("/realms/" + THEIR_REALM + "/"));
        page.locator("#username").fill(username);
        page.locator("#password").fill(THEIR_PASSWORD);
        page.locator("#kc-login").click();
        page.waitForURL(url -> url.startsWith(stack.url().toString()));
        return page;
    }

    private static Map<String, Object> theirRealm() {
        return Map.of(
                "realm",
                THEIR_REALM,
                "enabled",
                true,
                "clients",
                List.of(
                        Map.of(
                                "clientId",
                                "trunkline",
                                "secret",
                                "their-secret",
                                "publicClient",
                                false,
                                "standardFlowEnabled",
                                true,
                                "redirectUris",
                                List.of(
                                        stack.keycloakUrl()
                                                + "/realms/trunkline/broker/wuhan/endpoint"))),
                "users",
                List.of(person("agent6"), person("supervisor.zhengzhou")));
    }

    private static Map<String, Object> person(String username) {
        return Map.of(
                "username",
                username,
                "enabled",
                true,
                "firstName",
                username,
                "lastName",
                "Directory",
                "email",
                username + "@branch.invalid",
                "credentials",
                List.of(Map.of("type", "password", "value", THEIR_PASSWORD, "temporary", false)));
    }

    private static int status(String path, String token, String tenant) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(stack.url() + path))
                            .header("Authorization", "Bearer " + token);
            if (!tenant.isEmpty()) {
                request.header("Trunkline-Tenant", tenant);
            }
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }
}
