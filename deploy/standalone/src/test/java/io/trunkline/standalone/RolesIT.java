package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An administrator edits what roles grant and from where they may work.
class RolesIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// The two seconds that are promised, and what a busy machine takes.
    private static final Duration AT_ONCE = Duration.ofSeconds(8);

    private static final String NOBODY = "/api/v1/customers/4611686018427387904";
    private static final String DRAFT =
            "{\"externalNumber\":\"R-1\",\"name\":\"角色\",\"version\":1}";

    private static StandaloneStack stack;
    private static Chromium chromium;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        chromium = Chromium.start();
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void end() {
        chromium.close();
        http.close();
    }

    @BeforeEach
    void everyoneSpeaksHerTenantsLanguage() {
        SharedStack.forgetPreferences();
    }

    @Test
    void anAgentLosesARightAtOnceAndTwoEditorsDoNotOverwriteEachOther() throws Exception {
        String agent = stack.token("wuhan", "agent1");
        String admin = stack.token("wuhan", "admin");
        assertEquals(404, send("PUT", NOBODY, agent, DRAFT).statusCode(), "may edit");

        Page page = chromium.signedIn(stack, "admin.wuhan");
        page.navigate(stack.url() + "/roles");
        page.locator("#role-agent").click();
        assertThat(page.locator("#right-customer-edit")).hasAttribute("aria-pressed", "true");
        Chromium.screenshot(page, "roles-zh");
        page.locator("#right-customer-edit").click();
        assertThat(page.locator("#role-unsaved")).containsText("1");
        Chromium.screenshot(page, "roles-unsaved-zh");
        page.locator("#role-save").click();
        assertThat(page.locator("#role-save")).isDisabled();
        long saved = System.nanoTime();
        while (send("PUT", NOBODY, agent, DRAFT).statusCode() != 403) {
            assertTrue(Duration.ofNanos(System.nanoTime() - saved).compareTo(AT_ONCE) < 0);
        }

        page.locator("#right-customer-edit").click();
        assertThat(page.locator("#role-unsaved")).containsText("1");
        JsonNode role = role(admin, "agent");
        String theirs =
                """
                {"rows":"TEAM","permissions":%s,"fields":%s,"delegable":true,"version":%d}
                """
                        .formatted(
                                role.get("permissions"),
                                role.get("fields"),
                                role.get("version").asInt());
        String address = "/api/v1/roles/" + role.get("id").asText();
        assertEquals(200, send("PUT", address, admin, theirs).statusCode());
        page.locator("#role-save").click();
        assertThat(page.locator("#role-stale")).containsText("数据范围");
        assertThat(page.locator("#role-unsaved")).containsText("1");
        Chromium.screenshot(page, "roles-stale-zh");
        page.locator("#role-save").click();
        assertThat(page.locator("#role-save")).isDisabled();
        JsonNode both = role(admin, "agent");
        assertEquals("TEAM", both.get("rows").asText(), "hers");
        assertTrue(both.get("permissions").toString().contains("customer.edit"), "mine");

        page.locator("#reach-DISTRICT").click();
        page.locator("#role-save").click();
        assertThat(page.locator("#role-save")).isDisabled();
    }

    @Test
    void theMatrixSpeaksEnglishToo() {
        Page page = english("admin.zhengzhou");
        page.navigate(stack.url() + "/roles");
        page.locator("#role-lead").click();
        assertThat(page.locator("#role-lead")).containsText("Team lead");
        Chromium.screenshot(page, "roles-en");
        page.navigate(stack.url() + "/access");
        page.locator("#access-hours-add").click();
        Chromium.screenshot(page, "access-en");
    }

    @Test
    void limitsThatAreWrongAreNamedAndThoseThatLockOutAreAskedAbout() throws Exception {
        Page page = chromium.signedIn(stack, "admin.zhengzhou");
        page.navigate(stack.url() + "/access");
        page.locator("#access-addresses textarea").fill("10.24.0.0/16 区县 VPN\n10.24.7.0/24");
        page.locator("#access-save").click();
        assertThat(page.locator("#access-addresses"))
                .containsText("“10.24.7.0/24”与“10.24.0.0/16”重叠");
        Chromium.screenshot(page, "access-overlap-zh");
        page.locator("#access-addresses textarea").fill("10.24.0.0/16 区县 VPN");
        page.locator("#access-save").click();
        assertThat(page.locator("#access-confirm")).isVisible();
        Chromium.screenshot(page, "access-confirm-zh");
        page.locator("#access-confirm").click();
        assertThat(page.locator("#access-confirm")).isHidden();
        Thread.sleep(1_100);
        page.reload();
        assertThat(page.locator("#entry-refused")).isVisible();
        assertThat(page.locator("#entry-refused")).containsText("区县 VPN");
        Chromium.screenshot(page, "access-refused-zh");
        allowEverywhere();
        page.navigate(stack.url() + "/access");
        assertThat(page.locator("#access-save")).isVisible();
    }

    private static void allowEverywhere() throws Exception {
        try (var connection = stack.superuserDatabase().connect();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE trunkline.access_limit SET limits = '{}'");
        }
        Thread.sleep(1_100);
    }

    private static Page english(String username) {
        Page page = chromium.signedIn(stack, username);
        page.context()
                .addCookies(
                        List.of(
                                new Cookie("trunkline-language", "en")
                                        .setUrl(stack.url().toString())));
        return page;
    }

    private static JsonNode role(String token, String key) throws Exception {
        JsonNode roles = JSON.readTree(send("GET", "/api/v1/roles", token, null).body());
        for (JsonNode role : roles.get("items")) {
            if (role.get("key").asText().equals(key)) {
                return role;
            }
        }
        throw new IllegalStateException("no role " + key + ": " + roles);
    }

    private static HttpResponse<String> send(
            String method, String path, String token, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(stack.url() + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
