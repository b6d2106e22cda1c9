package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What comes to people while their pages are open: reminders and approvals.
class NoticesIT {
    private static final String TENANT = "zhengzhou";

    private static StandaloneStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
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
    void aReminderComesIntoAnOpenPage() {
        everyHourIsLoud("lead");
        var lead = chromium.signedIn(stack, "lead.zhengzhou");
        assertThat(lead.locator("vaadin-button#bell")).isVisible();
        api("lead", api -> api.post("/reminders", Map.of("note", "回访孙丽华", "dueAt", now())));
        assertThat(lead.locator(".tl-bell-count")).hasText("1");
        assertThat(lead.locator("vaadin-notification-card")).containsText("回访孙丽华");
        Chromium.screenshot(lead, "reminder-toast-zh");
        lead.locator("vaadin-button#bell").click();
        assertThat(lead.locator(".tl-notice.unread")).containsText("回访孙丽华");
        Chromium.screenshot(lead, "bell-zh");
        lead.locator("#bell-read-all").click();
        assertThat(lead.locator(".tl-bell-count")).isHidden();
        lead.locator("vaadin-tab").filter(new Locator.FilterOptions().setHasText("提醒")).click();
        assertThat(lead.locator(".tl-reminder")).containsText("回访孙丽华");
        Chromium.screenshot(lead, "bell-reminders-zh");
        lead.locator("#reminder-new").click();
        lead.locator("#reminder-note textarea").fill("核对欠费名单");
        Chromium.screenshot(lead, "reminder-new-zh");
        lead.locator("#reminder-save").click();
        assertThat(lead.locator("#reminder-note")).isHidden();
        lead.locator("vaadin-button#bell").click();
        lead.locator("#bell-settings").click();
        assertThat(lead.locator("#notification-settings-save")).isVisible();
        Chromium.screenshot(lead, "notification-settings-zh");
    }

    @Test
    void anApprovalGoesFromTheAgentToHerLeadsPhoneAndBack() {
        everyHourIsLoud("agent1");
        everyHourIsLoud("lead");
        api("admin", NoticesIT::letTheLeadDecide);
        var agent = chromium.signedIn(stack, "agent1.zhengzhou");
        var lead = chromium.signedIn(stack, "lead.zhengzhou");
        lead.setViewportSize(390, 844);
        assertThat(lead.locator("vaadin-button#bell")).isVisible();
        api(
                "agent1",
                api ->
                        api.post(
                                "/plugins/example/allowances",
                                Map.of("more", 20, "reason", "负责集团客户，要盯的人多")));
        var toast = lead.locator("vaadin-notification-card").filter(text("+20"));
        assertThat(toast).containsText("请审批");
        Chromium.screenshot(lead, "approval-asked-phone-zh");
        toast.locator("vaadin-button").click();
        assertThat(lead.locator("#approval-agree")).isVisible();
        Chromium.screenshot(lead, "approval-phone-zh");
        lead.locator("#approval-comment textarea").fill("同意，先加二十个");
        lead.locator("#approval-agree").click();
        assertThat(lead.locator("#approval-state")).hasText("已通过");
        Chromium.screenshot(lead, "approval-agreed-phone-zh");

        assertThat(agent.locator("vaadin-notification-card").filter(text("+20")))
                .containsText("已通过");
        agent.locator("vaadin-button#bell").click();
        agent.locator(".tl-notice").first().click();
        assertThat(agent.locator("#approval-state")).hasText("已通过");
        Chromium.screenshot(agent, "approval-mine-zh");
        assertEquals(
                "APPROVED",
                api("agent1", api -> api.get("/plugins/example/allowances"))
                        .get(0)
                        .path("outcome")
                        .asText());
    }

    @Test
    void anAdministratorSetsTheSteps() {
        var admin = chromium.signedIn(stack, "admin.wuhan");
        english(admin);
        admin.navigate(stack.url() + "/approval-rules");
        admin.locator("#rule-example-more").click();
        admin.locator("#step-add").click();
        assertThat(admin.locator(".tl-approval-step-fields")).hasCount(2);
        Chromium.screenshot(admin, "approval-steps-en");
        admin.locator("#steps-save").click();
        assertThat(admin.locator("#steps-save")).isHidden();
        assertThat(admin.locator(".tl-approval-rule-steps li")).hasCount(2);
        Chromium.screenshot(admin, "approval-rules-en");
        admin.navigate(stack.url() + "/approvals");
        assertThat(admin.locator("#approval-rows")).isVisible();
        admin.locator("vaadin-button#bell").click();
        Chromium.screenshot(admin, "approvals-bell-en");
    }

    private static Locator.FilterOptions text(String words) {
        return new Locator.FilterOptions().setHasText(words);
    }

    private static void english(Page page) {
        page.context()
                .addCookies(
                        List.of(
                                new Cookie("trunkline-language", "en")
                                        .setUrl(stack.url().toString())));
    }

    private static String now() {
        return Instant.now().toString();
    }

    /// The test may run at night.
    private static void everyHourIsLoud(String name) {
        api(
                name,
                api -> {
                    var settings = new HashMap<String, Object>();
                    settings.put("quiet", false);
                    settings.put("channels", Map.of());
                    settings.put(
                            "version", api.get("/notifications/settings").path("version").asInt());
                    return api.put("/notifications/settings", settings);
                });
    }

    private static JsonNode letTheLeadDecide(Api api) {
        var version = 0;
        for (var rule : api.get("/approvals/rules").path("items")) {
            if (rule.path("source").asText().equals("example")) {
                version = rule.path("version").asInt();
            }
        }
        var step =
                Map.of(
                        "who", "LEAD",
                        "value", "example.approve",
                        "count", 1,
                        "onTimeOut", "REMIND");
        return api.put(
                "/approvals/rules",
                Map.of(
                        "source",
                        "example",
                        "kind",
                        "more",
                        "steps",
                        List.of(step),
                        "version",
                        version));
    }

    private interface Call {
        JsonNode on(Api api);
    }

    private static JsonNode api(String name, Call call) {
        try (var api = new Api(stack.url(), TENANT, stack.token(TENANT, name))) {
            return call.on(api);
        }
    }
}
