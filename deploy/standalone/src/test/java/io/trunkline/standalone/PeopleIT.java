package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The people of a branch company in the hands of those who administer them: the district's own
/// administrator within her district, the company's over the whole tree.
class PeopleIT {
    private static final String TENANT = "wuhan";
    private static final String DISTRICT = "江岸区";
    private static final String TEAM = "江岸一班";
    private static final int CUSTOMERS = 6;

    private static StandaloneStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
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
    void aDistrictsAdministratorKeepsHerPeopleAndReachesNothingAbove() {
        agentHasCustomersAndTasks();
        var page = chromium.signedIn(stack, "district.wuhan");
        page.navigate(stack.url() + "/organization");
        var units = page.locator("#units");
        assertThat(units.getByText(DISTRICT)).isVisible();
        assertThat(units.getByText(TEAM)).isVisible();
        assertThat(units.getByText("武昌区")).isHidden();
        assertThat(page.locator("#unit-add")).isHidden();
        assertThat(page.locator("#people").getByText("顾行舟")).isHidden();
        Chromium.screenshot(page, "organization-district-zh");

        invite(page);
        sheCannotGiveAwayWhatIsAbove(page);
        theLeaversWorkGoesToAnother(page);
    }

    @Test
    void theCompanysAdministratorEditsTheTree() {
        var page = chromium.signedIn(stack, "admin.wuhan");
        page.navigate(stack.url() + "/organization");
        choose(page, "洪山区");
        page.locator("#unit-add").click();
        page.locator("#unit-name input").fill("洪山一班");
        page.locator("#unit-go").click();
        assertThat(page.locator("#unit [role=alert]")).isVisible();
        Chromium.screenshot(page, "unit-name-taken-zh");
        page.locator("#unit-name input").fill("洪山二班");
        page.locator("#unit-go").click();
        assertThat(page.locator("#units").getByText("洪山二班")).isVisible();
        assertThat(page.locator("h2").getByText("洪山二班")).isVisible();
        page.locator("#unit-move").click();
        page.locator("#unit-target input").fill("汉南区");
        option(page, "汉南区");
        Chromium.screenshot(page, "unit-move-zh");
        page.locator("#unit-go").click();
        assertThat(page.locator("#unit-target")).isHidden();
        choose(page, "洪山区");
        page.locator("#unit-close").click();
        page.locator("#unit-go").click();
        assertThat(page.locator("#unit [role=alert]")).isVisible();
        Chromium.screenshot(page, "unit-not-empty-zh");
        page.keyboard().press("Escape");

        page.locator("#open-positions").click();
        page.locator("#position-name input").fill("话务专员");
        page.locator("#position-key input").fill("caller");
        page.locator("#position-roles input").fill("电话经理");
        option(page, "电话经理");
        page.keyboard().press("Escape");
        page.locator("#position-save").click();
        assertThat(page.locator("#positions [role=alert]")).containsText("话务专员");
        Chromium.screenshot(page, "positions-zh");

        var english = chromium.signedIn(stack, "admin.wuhan");
        english.locator(".tl-user vaadin-button").first().click();
        english.getByText("English").click();
        assertThat(english.getByText("Customers").first()).isVisible();
        english.navigate(stack.url() + "/organization");
        assertThat(english.locator("#people").getByText("agent1.wuhan")).isVisible();
        Chromium.screenshot(english, "organization-en");
        english.locator("#people").getByText("agent2.wuhan").click();
        assertThat(english.locator("#member-save")).isVisible();
        Chromium.screenshot(english, "member-en");
        english.locator("#member-handover").click();
        assertThat(english.locator("#handover-next")).isVisible();
        Chromium.screenshot(english, "handover-en");
    }

    private static void choose(Page page, String unit) {
        page.locator("#units").getByText(unit).click();
        assertThat(page.locator("h2").getByText(unit)).isVisible();
    }

    private static void invite(Page page) {
        page.locator("#units").getByText(TEAM).click();
        page.locator("#invite").click();
        page.locator("#member-name input").fill("新同事");
        page.locator("#member-username input").fill("new.wuhan");
        page.locator("#member-roles input").click();
        assertThat(page.getByRole(AriaRole.OPTION).filter(named("电话经理"))).isVisible();
        assertThat(page.getByRole(AriaRole.OPTION).filter(named("租户管理员"))).isHidden();
        option(page, "电话经理");
        page.keyboard().press("Escape");
        page.locator("#member-hours-MONDAY input").fill("8:30-12:00, 13:30-17:30");
        Chromium.screenshot(page, "member-invite-zh");
        page.locator("#member-save").click();
        assertThat(page.locator("#people").getByText("new.wuhan")).isVisible();
        if (page.locator("#member-password").isVisible()) {
            Chromium.screenshot(page, "member-password-zh");
            page.getByText("已记录").click();
        }
    }

    private static void sheCannotGiveAwayWhatIsAbove(Page page) {
        try (var api = as("district")) {
            var units = api.get("/org-units").path("items");
            var away =
                    StreamSupport.stream(units.spliterator(), false)
                            .filter(unit -> unit.path("name").asText().equals("武昌区"))
                            .findFirst()
                            .orElseThrow()
                            .path("id")
                            .asText();
            var member = api.get("/members?q=new.wuhan").path("items").get(0);
            assertEquals(
                    "MEMBER_LEAVES_REACH",
                    refusal(
                            api,
                            "/members/" + member.path("id").asText(),
                            Map.of("name", "新同事", "orgUnitId", away, "version", 1)));
            assertEquals(
                    0, api.get("/members?q=supervisor").path("items").size(), "nobody above her");
        }
        page.locator("#people").getByText("new.wuhan").click();
        page.locator("#member-unit input").click();
        assertThat(page.getByRole(AriaRole.OPTION).filter(named("武昌"))).isHidden();
        page.keyboard().press("Escape");
        page.locator("#member-state").click();
        assertThat(page.locator("#people").getByText("new.wuhan")).isHidden();
    }

    private static void theLeaversWorkGoesToAnother(Page page) {
        page.locator("#people").getByText("agent1.wuhan").click();
        page.locator("#member-state").click();
        assertThat(page.locator("#member-work-first")).isVisible();
        Chromium.screenshot(page, "member-has-work-zh");
        page.locator("#member-work-first").click();
        assertThat(page.locator("#handover-next")).isVisible();
        Chromium.screenshot(page, "handover-what-zh");
        page.locator("#handover-next").click();
        page.locator("#handover-receivers input").fill("陆星遥");
        option(page, "陆星遥");
        page.keyboard().press("Escape");
        Chromium.screenshot(page, "handover-who-zh");
        page.locator("#handover-next").click();
        assertThat(page.locator("#handover-done")).isVisible();
        Chromium.screenshot(page, "handover-done-zh");
        page.locator("#handover-next").click();
        awaitNothingOpen();
        page.locator("#member-state").click();
        assertThat(page.locator("#people").getByText("agent1.wuhan")).isHidden();
        Chromium.screenshot(page, "organization-after-zh");
        try (var receiver = as("agent2")) {
            assertEquals(
                    CUSTOMERS,
                    receiver.get("/plugins/call-tasks/queue")
                            .path("counts")
                            .path("assigned")
                            .asInt());
        }
    }

    /// Every task of every customer there is goes to the one agent.
    private static void agentHasCustomersAndTasks() {
        try (var supervisor = as("supervisor");
                var lead = as("lead");
                var agent = as("agent1")) {
            var unit = lead.get("/me").path("orgUnitId").asText();
            for (var i = 0; i < CUSTOMERS; i++) {
                supervisor.post(
                        "/customers",
                        Map.of(
                                "externalNumber",
                                "PEOPLE-" + i,
                                "name",
                                "交接客户" + i,
                                "phones",
                                List.of("1390027000" + i),
                                "orgUnitId",
                                unit,
                                "agreementEnd",
                                "2031-05-0" + (i + 1),
                                "ownerId",
                                agent.get("/me").path("memberId").asText()));
            }
            var batch =
                    supervisor.post(
                            "/plugins/call-tasks/batches",
                            Map.of(
                                    "requestId", "people",
                                    "name", "交接",
                                    "customers",
                                            Map.of(
                                                    "agreementEndFrom", "2031-05-01",
                                                    "agreementEndTo", "2031-05-31"),
                                    "priority", 2,
                                    "dueAt", "2031-05-31T10:00:00Z"));
            var id = batch.path("id").asText();
            while (supervisor
                    .post("/plugins/call-tasks/batches/" + id + "/resume", Map.of())
                    .path("state")
                    .asText()
                    .equals("FILLING")) {}
            supervisor.post("/plugins/call-tasks/batches/" + id + "/dispatch", Map.of());
            lead.post(
                    "/plugins/call-tasks/assignments",
                    Map.of(
                            "batchId",
                            id,
                            "orgUnitId",
                            unit,
                            "strategy",
                            "BY_HAND",
                            "memberIds",
                            List.of(agent.get("/me").path("memberId").asText())));
        }
    }

    private static void awaitNothingOpen() {
        try (var district = as("district");
                var agent = as("agent1")) {
            var id = agent.get("/me").path("memberId").asText();
            var end = Instant.now().plus(Duration.ofSeconds(30));
            while (!district.get("/members/" + id + "/handover").path("open").isEmpty()) {
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError("work still waits for her");
                }
            }
        }
    }

    private static String refusal(Api api, String path, Object body) {
        try {
            api.put(path, body);
            return "none";
        } catch (StandaloneException refused) {
            return refused.getMessage().replaceAll("(?s).*\\(([A-Z_]+)\\)$", "$1");
        }
    }

    private static Locator.FilterOptions named(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static void option(Page page, String text) {
        page.getByRole(AriaRole.OPTION).filter(named(text)).first().click();
    }

    private static Api as(String name) {
        return new Api(stack.url(), TENANT, stack.token(TENANT, name));
    }
}
