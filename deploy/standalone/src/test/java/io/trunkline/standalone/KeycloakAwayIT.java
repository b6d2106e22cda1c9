package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeycloakAwayIT {
    private static final int PATIENCE = 60_000;

    private static StandaloneStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        chromium = Chromium.start();
    }

    @AfterAll
    static void end() {
        chromium.close();
    }

    @Test
    void whileItIsAwayThoseWhoAreSignedInGoOnAndOthersReadWhy() throws Exception {
        var token = stack.token("zhengzhou", "supervisor");
        assertEquals(200, get("/api/v1/me", token).statusCode());
        var working = chromium.signedIn(stack, "supervisor.zhengzhou");
        working.setDefaultTimeout(PATIENCE);

        stack.killKeycloak();
        try {
            assertEquals(200, get("/api/v1/me", token).statusCode());
            assertEquals(200, get("/api/v1/customers?limit=1", token).statusCode());
            working.navigate(stack.url() + "/imports");
            working.locator("#import-choose").waitFor();

            // The server asks Keycloak every other second at most; until then it sends visitors
            // there.
            awaitNotReady();
            var chinese = chromium.window("zh-CN");
            var answer = Objects.requireNonNull(chinese.navigate(stack.url() + "/customers"));
            assertEquals(503, answer.status());
            assertThat(chinese.locator("h1")).hasText("暂时无法登录");
            Chromium.screenshot(chinese, "keycloak-away-zh");
            var english = chromium.window("en");
            english.navigate(stack.url() + "/customers");
            assertThat(english.locator("h1")).hasText("Signing in is not possible right now");
            Chromium.screenshot(english, "keycloak-away-en");

            var readiness = get("/q/health/ready", "");
            assertEquals(503, readiness.statusCode());
            for (var check : new ObjectMapper().readTree(readiness.body()).path("checks")) {
                var isKeycloak = check.path("name").asText().equals("keycloak");
                assertEquals(isKeycloak ? "DOWN" : "UP", check.path("status").asText());
            }
            assertTrue(readiness.body().contains("keycloak"));
        } finally {
            stack.restartKeycloak();
        }
        assertThat(chromium.signedIn(stack, "supervisor.wuhan").getByText("武汉分公司").first())
                .isVisible();
        assertEquals(200, get("/q/health/ready", "").statusCode());
    }

    private static void awaitNotReady() throws Exception {
        var end = Instant.now().plusSeconds(30);
        while (get("/q/health/ready", "").statusCode() != 503) {
            assertTrue(
                    Instant.now().isBefore(end), "readiness does not notice that Keycloak is away");
            Pause.milliseconds(100);
        }
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(stack.url().resolve(path));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
