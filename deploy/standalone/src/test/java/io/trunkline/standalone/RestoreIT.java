package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A customer is deleted, missed, found in the audit trail and brought back with all that hung on
/// it.
class RestoreIT {
    private static final String NAME = "误删客户";
    private static final String CALL_TASKS = "/plugins/call-tasks";
    private static final int PATIENCE = 60_000;

    private static StandaloneStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
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
    void aDeletedCustomerIsFoundInTheAuditAndComesBackWhole() {
        var customer = customerWithANoteAndATask();
        var supervisor = chromium.signedIn(stack, "supervisor.zhengzhou");
        supervisor.navigate(stack.url() + "/customers/" + customer);
        assertThat(supervisor.locator("#call-tasks-panel")).isVisible();
        Chromium.screenshot(supervisor, "restore-1-customer-zh");
        supervisor.locator("#customer-delete").click();
        assertThat(toast(supervisor)).containsText("撤销");
        Chromium.screenshot(supervisor, "restore-2-deleted-zh");
        supervisor.navigate(stack.url() + "/customers/" + customer);
        assertThat(supervisor.locator(".tl-state")).isVisible();
        awaitTask(customer, 0);

        var admin = chromium.signedIn(stack, "admin.zhengzhou");
        admin.navigate(stack.url() + "/bin");
        assertThat(admin.locator("#bin")).containsText(NAME);
        Chromium.screenshot(admin, "restore-3-bin-zh");
        admin.navigate(stack.url() + "/audit");
        assertThat(admin.locator("#audit-entries")).containsText("删除客户");
        admin.locator("#audit-verify").click();
        assertThat(admin.locator(".tl-audit-side .tl-strip.ok")).isVisible();
        Chromium.screenshot(admin, "restore-4-audit-zh");
        admin.locator("#audit-entries").getByText("删除客户").first().click();
        assertThat(admin.locator(".tl-audit-changes")).containsText("138****");
        Chromium.screenshot(admin, "restore-5-entry-zh");
        admin.locator("#audit-restore").click();
        assertThat(toast(admin)).containsText(NAME);
        Chromium.screenshot(admin, "restore-6-restored-zh");

        supervisor.navigate(stack.url() + "/customers/" + customer);
        assertThat(supervisor.locator(".tl-master")).containsText("138");
        assertThat(supervisor.locator(".tl-timeline")).containsText("下周再联系");
        awaitTask(customer, 1);
        supervisor.navigate(stack.url() + "/customers/" + customer);
        assertThat(supervisor.locator("#call-tasks-panel")).isVisible();
        Chromium.screenshot(supervisor, "restore-7-back-zh");
    }

    @Test
    void whoDeletedTakesItBackAtOnce() {
        var customer = customer("撤销客户");
        var supervisor = chromium.signedIn(stack, "supervisor.zhengzhou");
        supervisor.navigate(stack.url() + "/customers/" + customer);
        supervisor.locator("#customer-delete").click();
        toast(supervisor).locator("vaadin-button").first().click();
        supervisor.waitForURL(url -> url.endsWith("/customers/" + customer));
        assertThat(supervisor.locator(".tl-master")).containsText("138");
    }

    @Test
    void theTrailIsReadInEnglish() {
        customer("English reader");
        var admin = Chromium.signedIn(chromium.window("en"), stack, "admin.zhengzhou");
        admin.context()
                .addCookies(
                        List.of(
                                new com.microsoft.playwright.options.Cookie(
                                                "trunkline-language", "en")
                                        .setUrl(stack.url().toString())));
        admin.navigate(stack.url() + "/audit");
        assertThat(admin.locator("#audit-entries")).containsText("Customer created");
        admin.locator("#audit-entries").getByText("Customer created").first().click();
        assertThat(admin.locator(".tl-audit-changes")).containsText("External number");
        Chromium.screenshot(admin, "audit-entry-en");
        admin.navigate(stack.url() + "/audit");
        admin.locator("#audit-verify").click();
        assertThat(admin.locator(".tl-audit-side .tl-strip.ok")).isVisible();
        Chromium.screenshot(admin, "audit-en");
        admin.navigate(stack.url() + "/bin");
        assertThat(admin.locator(".tl-panel-head")).containsText("Bin");
        Chromium.screenshot(admin, "bin-en");
    }

    private static Locator toast(Page page) {
        return page.locator("vaadin-notification-card").last();
    }

    private static String customer(String name) {
        try (var supervisor = as("supervisor")) {
            var units = supervisor.get("/org-units").path("items");
            var district = "";
            for (var unit : units) {
                if (unit.path("name").asText().equals("金水区")) {
                    district = unit.path("id").asText();
                }
            }
            return supervisor
                    .post(
                            "/customers",
                            Map.of(
                                    "externalNumber",
                                    "R-" + System.nanoTime(),
                                    "name",
                                    name,
                                    "phones",
                                    List.of("13812346217"),
                                    "orgUnitId",
                                    district,
                                    "birthDate",
                                    "1990-05-04",
                                    "agreementType",
                                    "融合套餐 199",
                                    "agreementEnd",
                                    "2027-03-31",
                                    "monthlyCharge",
                                    Map.of("minorUnits", 19_900, "currency", "CNY")))
                    .path("id")
                    .asText();
        }
    }

    private static String customerWithANoteAndATask() {
        var id = customer(NAME);
        try (var supervisor = as("supervisor")) {
            supervisor.post("/customers/" + id + "/notes", Map.of("note", "下周再联系"));
            var draft =
                    Map.of(
                            "requestId",
                            "restore-" + id,
                            "name",
                            "恢复测试批次",
                            "customers",
                            Map.of("query", NAME),
                            "script",
                            "您好",
                            "priority",
                            2,
                            "dueAt",
                            Instant.now().plus(Duration.ofDays(10)).toString());
            var batch = supervisor.post(CALL_TASKS + "/batches", draft).path("id").asText();
            supervisor.post(CALL_TASKS + "/batches/" + batch + "/resume", Map.of());
            supervisor.post(CALL_TASKS + "/batches/" + batch + "/dispatch", Map.of());
        }
        awaitTask(id, 1);
        return id;
    }

    /// Events reach the plugin a moment later.
    private static void awaitTask(String customer, int open) {
        var end = Instant.now().plus(Duration.ofSeconds(60));
        var found = -1;
        while (found != open && Instant.now().isBefore(end)) {
            found = openTasks(customer);
        }
        assertEquals(open, found);
    }

    private static int openTasks(String customer) {
        try (var supervisor = as("supervisor")) {
            var open = 0;
            for (var task : supervisor.get(CALL_TASKS + "/customers/" + customer + "/tasks")) {
                var status = task.path("status").asText();
                open += status.equals("DONE") || status.equals("CANCELLED") ? 0 : 1;
            }
            return open;
        }
    }

    private static Api as(String user) {
        return new Api(stack.url(), "zhengzhou", stack.token("zhengzhou", user));
    }
}
