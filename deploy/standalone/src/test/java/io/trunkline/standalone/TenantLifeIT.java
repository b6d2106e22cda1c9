package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An operator takes a tenant through its life while one of its agents is at work, each in a window
/// of their own.
class TenantLifeIT {
    /// The two seconds that are promised, and what browsers side by side on a busy machine take.
    private static final double AT_ONCE = 8_000;

    private static final double PATIENCE = 30_000;

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

    @BeforeEach
    void everyoneSpeaksHerTenantsLanguage() {
        SharedStack.forgetPreferences();
    }

    @Test
    void suspensionEndsALiveSessionWithinTwoSecondsAndResumingLetsHerGoOn() throws Exception {
        var agent = chromium.signedIn(stack, "agent1.wuhan");
        visible(agent.locator(".tl-shell"), PATIENCE);
        var token = stack.token("wuhan", "agent1");
        assertEquals(200, status(token, "wuhan"));
        var operator = chromium.signedIn(stack, RealmSetup.OPERATOR);
        operator.waitForURL("**/operator/tenants");
        visible(operator.locator("#tenants"), PATIENCE);
        operator.getByText("wuhan").first().click();
        visible(operator.locator("#tenant-panel"), PATIENCE);
        Chromium.screenshot(operator, "operator-tenants-zh");

        step(operator, "suspend", "欠费");
        var suspended = Instant.now();
        // She does nothing: the page says so by itself.
        visible(agent.locator("#closed-tenant"), AT_ONCE);
        assertTrue(within(suspended, () -> status(token, "wuhan") == 403));
        assertTrue(body(token, "wuhan").contains("TENANT_SUSPENDED"));
        assertThat(agent.locator("#closed-tenant")).containsText("暂停");
        Chromium.screenshot(agent, "tenant-suspended-zh");
        agent.navigate(stack.url() + "/customers");
        visible(agent.locator("#closed-tenant"), PATIENCE);
        assertEquals(200, status(stack.token("zhengzhou", "agent1"), "zhengzhou"));

        step(operator, "resume", "已缴费");
        assertTrue(within(Instant.now(), () -> status(token, "wuhan") == 200));
        agent.navigate(stack.url().toString());
        visible(agent.locator(".tl-shell"), PATIENCE);
        assertThat(agent.locator("#closed-tenant")).hasCount(0);

        operator.navigate(stack.url() + "/operator/audit");
        visible(operator.locator("#operator-audit"), PATIENCE);
        assertThat(operator.locator("#operator-audit")).containsText("欠费");
        Chromium.screenshot(operator, "operator-audit-zh");
    }

    @Test
    void anOperatorCreatesATenantAndOthersAreRefusedThePage() {
        var operator = chromium.window("en");
        operator.navigate(stack.url() + "/operator/tenants");
        Chromium.logIn(operator, RealmSetup.OPERATOR);
        visible(operator.locator("#tenants"), PATIENCE);
        operator.locator("#tenant-new").click();
        operator.locator("#tenant-key input").fill("Harbin");
        operator.locator("#tenant-name input").fill("Harbin branch");
        operator.locator("#tenant-districts input").fill("Daoli, Nangang");
        operator.locator("#tenant-username input").fill("admin.harbin");
        operator.locator("#tenant-displayName input").fill("Ning Ha");
        operator.locator("#tenant-create").click();
        assertThat(operator.locator("#tenant-key[invalid]")).isVisible();
        Chromium.screenshot(operator, "operator-new-en");
        operator.locator("#tenant-key input").fill("harbin");
        operator.locator("#tenant-create").click();
        visible(operator.locator("#tenant-invited"), PATIENCE);
        Chromium.screenshot(operator, "operator-created-en");
        operator.keyboard().press("Escape");
        assertThat(operator.locator("#tenants")).containsText("Harbin branch");

        var agent = chromium.signedIn(stack, "agent1.zhengzhou");
        visible(agent.locator(".tl-shell"), PATIENCE);
        agent.navigate(stack.url() + "/operator/tenants");
        assertThat(agent.locator("#tenants")).hasCount(0);
        assertThat(agent.locator(".tl-state")).containsText("没有权限");
    }

    private static void step(Page operator, String step, String reason) {
        operator.locator("#open-" + step).click();
        operator.locator("#step-reason textarea").fill(reason);
        if (step.equals("suspend")) {
            Chromium.screenshot(operator, "operator-suspend-zh");
        }
        operator.locator("#step-act").click();
        assertThat(operator.locator("#step-" + step)).hasCount(0);
    }

    private static void visible(Locator locator, double millis) {
        assertThat(locator).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(millis));
    }

    private static boolean within(Instant from, BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            if (Duration.between(from, Instant.now()).toMillis() > AT_ONCE) {
                return false;
            }
            Pause.milliseconds(50);
        }
        return true;
    }

    private static int status(String token, String tenant) {
        return send(token, tenant).statusCode();
    }

    private static String body(String token, String tenant) {
        return send(token, tenant).body();
    }

    private static java.net.http.HttpResponse<String> send(String token, String tenant) {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(stack.url() + "/api/v1/me"))
                            .header("Authorization", "Bearer " + token)
                            .header("Trunkline-Tenant", tenant)
                            .build(),
                    BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
