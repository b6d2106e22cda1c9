package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is masked for a person reaches her browser masked, on every way; in full only by a click
/// with a reason, which is in the audit.
class MaskingIT {
    private static final String TENANT = "zhengzhou";
    private static final String NAME = "邵可欣";
    private static final String PHONE = "13812346217";
    private static final String MASKED_PHONE = "138****6217";
    private static final String ID_NUMBER = "41010519851203204X";
    private static final String MASKED_ID = "4101**********204X";
    private static final String DOOR = "文化路 12 号院";
    private static final String REASON = "来电人忘记证件号";

    private static StandaloneStack stack;
    private static Chromium chromium;
    private static String customer;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        chromium = Chromium.start();
        try (var api = api("supervisor")) {
            customer =
                    api.post(
                                    "/customers",
                                    Map.of(
                                            "externalNumber",
                                            "ZZ-MASK-1",
                                            "name",
                                            NAME,
                                            "gender",
                                            "FEMALE",
                                            "birthDate",
                                            "1985-12-03",
                                            "phones",
                                            List.of(PHONE),
                                            "idNumber",
                                            ID_NUMBER,
                                            "address",
                                            "郑州市金水区" + DOOR,
                                            "orgUnitId",
                                            district(api),
                                            "agreementType",
                                            "融合 169 5G",
                                            "agreementEnd",
                                            "2026-12-20"))
                            .path("id")
                            .asText();
        }
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
    void anAgentsBrowserNeverReceivesWhatIsMaskedForHer() {
        var received = new ConcurrentLinkedQueue<String>();
        var agent = chromium.signedIn(stack, "agent1.zhengzhou");
        record(agent, received);
        agent.navigate(stack.url() + "/customers?q=" + NAME);
        assertThat(agent.getByText(MASKED_PHONE).first()).isVisible();
        agent.navigate(stack.url() + "/customers/" + customer);
        assertThat(agent.getByText(MASKED_PHONE).first()).isVisible();
        assertThat(agent.getByText(MASKED_ID)).isVisible();
        assertThat(agent.getByText("郑州市金水区**")).isVisible();
        assertThat(agent.locator(".tl-masked vaadin-button")).hasCount(0);
        Chromium.screenshot(agent, "masked-agent-zh");
        agent.keyboard().press("e");
        assertThat(agent.getByRole(AriaRole.DIALOG).getByLabel("证件号码")).hasValue(MASKED_ID);
        Chromium.screenshot(agent, "masked-edit-zh");
        assertTrue(received.size() > 3, "nothing was recorded");
        received.add(agent.content());
        for (var text : received) {
            for (var secret : List.of(PHONE, "138 1234 6217", "+86" + PHONE, ID_NUMBER, DOOR)) {
                assertFalse(text.contains(secret), () -> secret + " reached the browser");
            }
        }
    }

    @Test
    void aLeadShowsAValueByKeyboardWithAReasonForHalfAMinute() throws SQLException {
        var lead = chromium.signedIn(stack, "lead.zhengzhou");
        lead.navigate(stack.url() + "/customers/" + customer);
        var value = lead.locator(".tl-masked > span").first();
        assertThat(value).hasText(MASKED_ID);
        assertFalse(lead.content().contains(ID_NUMBER));
        var eye = lead.locator(".tl-masked vaadin-button").first();
        assertThat(eye).hasAttribute("aria-label", "查看完整的证件号码");
        eye.focus();
        lead.keyboard().press("Enter");
        var reason = lead.locator("vaadin-popover vaadin-combo-box input");
        assertThat(reason).isFocused();
        Chromium.screenshot(lead, "unmask-reason-zh");
        lead.keyboard().type(REASON);
        lead.keyboard().press("Enter");
        show(lead.locator("vaadin-popover"), "查看").click();
        assertThat(value).hasText(ID_NUMBER);
        Chromium.screenshot(lead, "unmasked-zh");
        assertEquals(
                List.of("{\"fields\": [\"idNumber\"], \"reason\": \"" + REASON + "\"}"),
                audited("customer.unmask"));
        assertThat(value)
                .hasText(MASKED_ID, new LocatorAssertions.HasTextOptions().setTimeout(40_000));
        assertFalse(lead.content().contains(ID_NUMBER));
        // The reason she gave is offered again.
        eye.click();
        assertThat(reason).isFocused();
        lead.keyboard().press("ArrowDown");
        assertThat(lead.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(REASON)))
                .isVisible();
    }

    @Test
    void aDuplicateIsShownBeforeItIsSaved() {
        var supervisor = chromium.signedIn(stack, "supervisor.zhengzhou");
        supervisor.navigate(stack.url() + "/customers");
        assertThat(supervisor.locator("a.tl-row-link").first()).isVisible();
        supervisor.keyboard().press("n");
        var form = supervisor.getByRole(AriaRole.DIALOG);
        form.getByLabel("姓名").fill("邵又欣");
        form.getByLabel("客户编号").fill("ZZ-MASK-2");
        form.getByLabel("证件号码").fill(ID_NUMBER);
        supervisor.keyboard().press("Control+Enter");
        assertThat(supervisor.locator(".tl-alert.warn")).containsText("ZZ-MASK-1");
        Chromium.screenshot(supervisor, "duplicate-zh");
    }

    @Test
    void anExportHoldsWhatItsMakerSees() throws Exception {
        var file = exported("auditor");
        assertTrue(file.contains(MASKED_PHONE), file);
        assertTrue(file.contains(MASKED_ID), file);
        for (var secret : List.of(PHONE, ID_NUMBER, DOOR, "1985-12-03", "出生日期")) {
            assertFalse(file.contains(secret), file);
        }
        assertTrue(exported("supervisor").contains(ID_NUMBER));
    }

    @Test
    void aSupervisorExportsTheListSheSees() throws IOException {
        var supervisor = chromium.signedIn(stack, "supervisor.zhengzhou");
        supervisor.navigate(stack.url() + "/customers?q=" + NAME);
        assertThat(supervisor.getByText(NAME).first()).isVisible();
        supervisor.keyboard().press("e");
        show(supervisor.getByRole(AriaRole.DIALOG), "导出").click();
        var link = supervisor.locator(".tl-export-files a[download$='.xlsx']").first();
        assertThat(link).isVisible();
        Chromium.screenshot(supervisor, "export-zh");
        var download = supervisor.waitForDownload(link::click);
        assertTrue(download.suggestedFilename().endsWith(".xlsx"), download.suggestedFilename());
        assertEquals("PK", new String(Files.readAllBytes(download.path()), 0, 2));
    }

    @Test
    void theSameInEnglish() {
        var lead = chromium.signedIn(stack, "lead.zhengzhou");
        lead.locator(".tl-user vaadin-button").first().click();
        lead.getByText("English").click();
        assertThat(lead.getByText("Customers").first()).isVisible();
        lead.navigate(stack.url() + "/customers/" + customer);
        lead.locator(".tl-masked vaadin-button").first().click();
        assertThat(lead.locator("vaadin-popover vaadin-combo-box input")).isFocused();
        Chromium.screenshot(lead, "unmask-reason-en");
        var supervisor = chromium.signedIn(stack, "supervisor.zhengzhou");
        supervisor.locator(".tl-user vaadin-button").first().click();
        supervisor.getByText("English").click();
        assertThat(supervisor.getByText("Customers").first()).isVisible();
        supervisor.navigate(stack.url() + "/customers");
        assertThat(supervisor.locator(".tl-panel-foot")).isVisible();
        supervisor.keyboard().press("e");
        assertThat(supervisor.locator(".tl-export").first()).isVisible();
        Chromium.screenshot(supervisor, "export-en");
    }

    private static Locator show(Locator place, String name) {
        return place.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /// Everything that comes to the browser: pages, answers and pushed frames.
    private static void record(Page page, Queue<String> received) {
        page.route(
                url -> url.startsWith(stack.url().toString()) && !url.contains("/VAADIN/"),
                route -> {
                    var answer = route.fetch();
                    received.add(answer.text());
                    route.fulfill(new Route.FulfillOptions().setResponse(answer));
                });
        page.onWebSocket(socket -> socket.onFrameReceived(frame -> received.add(frame.text())));
    }

    private static String exported(String person) throws IOException, InterruptedException {
        try (var api = api(person)) {
            var query = "?format=csv&q=" + URLEncoder.encode(NAME, StandardCharsets.UTF_8);
            var id = api.post("/exports" + query, Map.of()).path("id").asText();
            var end = Instant.now().plusSeconds(60);
            while (!api.get("/exports/" + id).path("state").asText().equals("DONE")) {
                assertTrue(Instant.now().isBefore(end), "no export");
                LockSupport.parkNanos(100_000_000);
            }
            try (var client = HttpClient.newHttpClient()) {
                return client.send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        stack.url()
                                                                + "/api/v1/exports/"
                                                                + id
                                                                + "/file"))
                                        .header(
                                                "Authorization",
                                                "Bearer " + stack.token(TENANT, person))
                                        .header("Trunkline-Tenant", TENANT)
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
            }
        }
    }

    private static List<String> audited(String action) throws SQLException {
        try (var connection = stack.superuserDatabase().connect();
                var statement =
                        connection.prepareStatement(
                                "SELECT after::text FROM trunkline.audit_entry"
                                        + " WHERE action = ? AND object_id = ?")) {
            statement.setString(1, action);
            statement.setLong(2, Long.parseLong(customer));
            var found = new ArrayList<String>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        }
    }

    private static String district(Api api) {
        for (JsonNode unit : api.get("/org-units").path("items")) {
            if (unit.path("name").asText().equals("金水区")) {
                return unit.path("id").asText();
            }
        }
        throw new AssertionError("no district");
    }

    private static Api api(String person) {
        return new Api(stack.url(), TENANT, stack.token(TENANT, person));
    }
}
