package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignInIT {
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
    void theLogInPageSpeaksTheLanguageOfTheBrowser() {
        var chinese = chromium.window("zh-CN");
        chinese.navigate(stack.url().toString());
        Chromium.screenshot(chinese, "log-in-zh");
        assertTrue(chinese.locator("#kc-login").textContent().contains("登录"));

        var english = chromium.window("en");
        english.navigate(stack.url().toString());
        Chromium.screenshot(english, "log-in-en");
        assertTrue(english.locator("#kc-login").textContent().contains("Sign In"));
    }

    @Test
    void aSupervisorLogsInAndSeesHisBranchCompany() {
        var page = chromium.signedIn(stack, "supervisor.zhengzhou");

        PlaywrightAssertions.assertThat(page.getByText("郑州分公司").first()).isVisible();
        PlaywrightAssertions.assertThat(page.getByText("林致远").first()).isVisible();
        Chromium.screenshot(page, "shell");
    }

    @Test
    void aWrongPasswordIsRefused() {
        var page = chromium.window();
        page.navigate(stack.url().toString());
        page.locator("#username").fill("supervisor.wuhan");
        page.locator("#password").fill("not-the-password");
        page.locator("#kc-login").click();

        PlaywrightAssertions.assertThat(page.getByText("无效的用户名或密码").first()).isVisible();
    }

    @Test
    void aTokenOpensTheApiOfItsOwnTenantAlone() throws Exception {
        var token = stack.token("zhengzhou", "supervisor");

        assertEquals(200, status("/api/v1/customers", token, "zhengzhou"));
        assertEquals(401, status("/api/v1/customers", "no-token", "zhengzhou"));
        assertTrue(status("/api/v1/customers", token, "wuhan") >= 400);
    }

    @Test
    void theAuditorOfTwoTenantsNamesOne() throws Exception {
        var token = stack.token("wuhan", "auditor");

        assertEquals(200, status("/api/v1/customers", token, "wuhan"));
        assertEquals(200, status("/api/v1/customers", token, "zhengzhou"));
        assertEquals(400, status("/api/v1/customers", token, ""));
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
