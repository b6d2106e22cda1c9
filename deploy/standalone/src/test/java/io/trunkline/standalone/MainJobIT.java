package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The job the product is for, by the people who do it, each in a window of their own: customers
/// come from the branch company's file and go to agents as call tasks.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobIT {
    private static final LocalDate FROM = LocalDate.of(2026, 12, 1);
    private static final LocalDate TO = LocalDate.of(2026, 12, 31);
    private static final String BATCH = "十二月到期提醒";
    private static final String DISTRICT = "金水区";
    private static final int AGENTS = 3;
    private static final int PATIENCE = 60_000;

    /// Number keys of results that close a task: 3, 4 and 5 mean to call again.
    private static final List<Integer> RESULTS = List.of(1, 2, 6, 7, 8, 9, 1, 1, 2, 1);

    private static final BranchFile FILE = BranchFile.read();

    private static StandaloneStack stack;
    private static Chromium chromium;
    private static BranchRecords records;
    private static Page supervisor;
    private static String importId;
    private static String batchId;

    @BeforeAll
    static void start() {
        stack = SharedStack.apart("main-job-stack");
        records = new BranchRecords(stack, "zhengzhou");
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    @AfterAll
    static void end() {
        chromium.close();
        stack.close();
    }

    @BeforeEach
    void everyoneSpeaksHerTenantsLanguage() {
        SharedStack.forgetPreferences(stack);
    }

    @Test
    @Order(1)
    void aBranchCompanysCallsAreHandedDownWorkedAndWatched() throws Exception {
        theSupervisorImportsTheFileAndReadsWhatIsWrongInIt();
        sheMakesABatchOfAgreementsThatEndAndSendsItToTheDistricts();
        theLeadHandsTheTasksOfHerDistrictToHerAgentsInTurn();
        anAgentWorksTenTasksByKeyboardAlone();
        eachOutcomeStandsOnItsCustomersTimeline();
        theSupervisorsBoardShowsTenDone();
    }

    private static void theSupervisorImportsTheFileAndReadsWhatIsWrongInIt() throws Exception {
        supervisor = signedIn("supervisor.zhengzhou");
        open(supervisor, "/imports");
        supervisor.locator("#import-upload input[type=file]").setInputFiles(FILE.path());
        supervisor.locator("#import-check").click();
        assertThat(supervisor.locator("#import-start")).isEnabled();
        importId = supervisor.url().replaceAll(".*/imports/(\\d+).*", "$1");

        figure("created", FILE.imported().size());
        figure("updated", 0);
        figure("unchanged", 0);
        figure("warned", FILE.warned());
        figure("unmatched", FILE.unmatched());
        figure("refused", FILE.rows().size() - FILE.imported().size());
        FILE.findingsByReason()
                .forEach((reason, count) ->
                        assertThat(supervisor.locator("#import-reason-" + reason))
                                .containsText(count.toString()));
        assertEquals(FILE.findings(), records.findings(importId));
        var report = supervisor.waitForDownload(supervisor.locator("#import-report")::click);
        assertEquals(FILE.findings().size() + 1, Files.readAllLines(report.path()).size());
        Chromium.screenshot(supervisor, "import-checked-zh");

        supervisor.locator("#import-start").click();
        assertThat(supervisor.locator("#import-done")).isVisible();
        figure("created", FILE.imported().size());
        Chromium.screenshot(supervisor, "import-done-zh");
        open(supervisor, "/customers");
        assertThat(supervisor.locator(".tl-panel-foot")).containsText(grouped(FILE.imported()));
        Chromium.screenshot(supervisor, "customers-zh");
    }

    private static void sheMakesABatchOfAgreementsThatEndAndSendsItToTheDistricts() {
        var expected = new TreeMap<>(FILE.ending(FROM, TO));
        long unmatched = expected.remove("");
        var matched = expected.values().stream().mapToLong(Long::longValue).sum();

        open(supervisor, "/p/call-tasks/batches");
        supervisor.locator("#new-batch").click();
        supervisor.locator("#batch-name input").fill(BATCH);
        date("#batch-from", FROM);
        date("#batch-to", TO);
        assertThat(supervisor.locator("#batch-count"))
                .containsText(Long.toString(matched + unmatched));
        Chromium.screenshot(supervisor, "batch-new-zh");
        supervisor.keyboard().press("Control+Enter");

        assertThat(supervisor.locator("#dispatch-send")).containsText(Long.toString(matched));
        Chromium.screenshot(supervisor, "dispatch-zh");
        supervisor.locator("#dispatch-send").click();
        assertThat(supervisor.locator("#dispatch-done")).containsText(Long.toString(matched));
        batchId = records.onlyBatch();
        assertEquals(expected, records.waitingByDistrict(batchId));

        supervisor.locator("#unmatched-all input").check();
        supervisor.locator("#unmatched-district").click();
        supervisor
                .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(DISTRICT))
                .click();
        supervisor.locator("#unmatched-hand").click();
        assertThat(supervisor.locator("#unmatched-hand")).isHidden();
        expected.merge(DISTRICT, unmatched, Long::sum);
        assertEquals(expected, records.waitingByDistrict(batchId));
        Chromium.screenshot(supervisor, "dispatched-zh");
        supervisor.locator("#dispatch-close").click();
        Chromium.screenshot(supervisor, "batches-zh");
    }

    private static void theLeadHandsTheTasksOfHerDistrictToHerAgentsInTurn() {
        var ending = FILE.ending(FROM, TO);
        var pool = ending.get(DISTRICT) + ending.get("");
        var lead = signedIn("lead.zhengzhou");
        open(lead, "/p/call-tasks/assign");
        assertThat(lead.locator("#assign-pool")).containsText(Long.toString(pool));
        lead.locator("#strategy-round_robin").click();
        assertThat(lead.locator("#strategy-round_robin")).hasAttribute("aria-pressed", "true");
        Chromium.screenshot(lead, "assign-zh");
        lead.locator("#assign-send").click();
        assertThat(lead.locator("#assign-pool")).containsText("0");
        assertThat(lead.locator("#assign-send")).isDisabled();
        Chromium.screenshot(lead, "assigned-zh");

        var each = new ArrayList<Long>();
        for (var agent = 0; agent < AGENTS; agent++) {
            each.add((pool + AGENTS - 1 - agent) / AGENTS);
        }
        assertEquals(each, records.openTasksOfAgents());
    }

    private static void anAgentWorksTenTasksByKeyboardAlone() {
        var agent = signedIn("agent1.zhengzhou");
        open(agent, "/p/call-tasks/workbench");
        assertThat(agent.locator("#workbench-ready")).isVisible();
        Chromium.screenshot(agent, "workbench-ready-zh");
        agent.keyboard().press("n");
        var workbench = agent.locator("#workbench");
        for (var call = 0; call < RESULTS.size(); call++) {
            assertThat(agent.locator("#workbench-call")).isVisible();
            var task = workbench.getAttribute("data-task");
            var digit = Integer.toString(RESULTS.get(call));
            agent.keyboard().press(digit);
            assertThat(agent.locator("#outcome-" + digit)).hasAttribute("aria-pressed", "true");
            agent.keyboard().press("e");
            assertThat(agent.locator("#outcome-note textarea")).isFocused();
            agent.keyboard().type(note(call));
            if (call == 0) {
                Chromium.screenshot(agent, "workbench-zh");
            }
            agent.keyboard().press("Control+Enter");
            assertThat(workbench).not().hasAttribute("data-task", task);
        }
        assertThat(agent.locator("#workbench-done")).containsText(Integer.toString(RESULTS.size()));
    }

    private static void eachOutcomeStandsOnItsCustomersTimeline() {
        var calls = records.calls(batchId);
        assertEquals(RESULTS.size(), calls.size());
        for (var call = 0; call < RESULTS.size(); call++) {
            var customer = calls.get(note(call));
            open(supervisor, "/customers/" + customer);
            assertThat(supervisor.locator(".tl-event-note").first()).hasText(note(call));
            assertThat(supervisor.locator(".tl-event").first()).containsText("许南星");
        }
        assertThat(supervisor.locator("#call-tasks-panel")).isVisible();
        Chromium.screenshot(supervisor, "customer-zh");
    }

    private static void theSupervisorsBoardShowsTenDone() {
        var all = FILE.ending(FROM, TO).values().stream().mapToLong(Long::longValue).sum();
        open(supervisor, "/p/call-tasks/board");
        assertThat(supervisor.locator("#board-done")).hasText("10");
        assertThat(supervisor.locator("#board-success")).hasText("4");
        assertThat(supervisor.locator("#board-figures")).containsText("/ " + all);
        Chromium.screenshot(supervisor, "board-zh");
        assertEquals(10, records.done(batchId));
    }

    @Test
    @Order(2)
    void theSameScreensSpeakEnglish() {
        var english = signedIn("supervisor.zhengzhou");
        english.locator(".tl-user vaadin-button").first().click();
        english.getByText("English").click();
        assertThat(english.getByText("Customers").first()).isVisible();
        for (var screen :
                Map.of(
                                "customers", "/customers",
                                "customer", "/customers/" + records.calls(batchId).get(note(0)),
                                "import", "/imports/" + importId,
                                "batches", "/p/call-tasks/batches",
                                "board", "/p/call-tasks/board")
                        .entrySet()) {
            open(english, screen.getValue());
            assertThat(english.locator("vaadin-grid, .tl-event").first()).isVisible();
            Chromium.screenshot(english, screen.getKey() + "-en");
        }
        // Her language follows her: give her back the one the other tests read.
        english.locator(".tl-user vaadin-button").first().click();
        english.getByText("中文").click();
        assertThat(english.getByText("客户").first()).isVisible();
    }

    @Test
    @Order(3)
    void wuhanSeesNoneOfItOnAnyScreen() {
        var row = FILE.imported().getFirst();
        var wuhan = signedIn("supervisor.wuhan");
        open(wuhan, "/customers");
        assertThat(wuhan.locator(".tl-state")).isVisible();
        Chromium.screenshot(wuhan, "wuhan-customers-zh");
        for (var term : List.of(row.number(), row.name(), row.phone())) {
            open(wuhan, "/customers");
            wuhan.locator(".tl-search input").fill(term);
            assertThat(wuhan.locator(".tl-state")).containsText("没有符合条件的客户");
            assertThat(wuhan.locator("a.tl-row-link")).hasCount(0);
        }
        open(wuhan, "/imports");
        assertThat(wuhan.locator(".tl-state")).isVisible();
        assertThat(wuhan.locator("#import-history")).hasCount(0);
        open(wuhan, "/p/call-tasks/batches");
        assertThat(wuhan.locator("#batches")).isVisible();
        assertThat(wuhan.getByText(BATCH)).hasCount(0);
        open(wuhan, "/p/call-tasks/board");
        assertThat(wuhan.locator("#board-done")).hasText("0");
        assertThat(wuhan.locator("#board-figures")).containsText("/ 0");
        Chromium.screenshot(wuhan, "wuhan-board-zh");
        var customer = records.calls(batchId).get(note(0));
        for (var address :
                List.of(
                        "/customers/" + customer,
                        "/imports/" + importId,
                        "/p/call-tasks/batches?batch=" + batchId,
                        "/p/call-tasks/board?batch=" + batchId)) {
            open(wuhan, address);
            assertThat(wuhan.locator(".tl-view").first()).isVisible();
            var shown = wuhan.locator("body").innerText();
            for (var word : List.of(BATCH, note(0), FILE.path().getFileName().toString())) {
                assertTrue(!shown.contains(word), address + " shows " + word);
            }
        }
        Chromium.screenshot(wuhan, "wuhan-not-found-zh");
    }

    @Test
    @Order(4)
    void wuhanSeesNoneOfItOnAnyEndpoint() {
        new StrangerWalk(stack, "wuhan", records.ids(importId, batchId))
                .everyAddressAnswersAsIfThereWereNothing();
    }

    private static Page signedIn(String username) {
        var page = chromium.signedIn(stack, username);
        page.setDefaultTimeout(PATIENCE);
        return page;
    }

    private static String note(int call) {
        return "第 " + (call + 1) + " 通：客户考虑续约";
    }

    private static void figure(String key, long expected) {
        assertThat(supervisor.locator("#import-count-" + key + " .tl-figure-value"))
                .hasText(String.format("%,d", expected));
    }

    private static String grouped(List<?> list) {
        return String.format("%,d", list.size());
    }

    private static void date(String field, LocalDate date) {
        supervisor.locator(field + " input").focus();
        supervisor.keyboard().type(date.toString());
        supervisor.keyboard().press("Enter");
        assertThat(supervisor.locator(field)).hasAttribute("has-value", "");
    }

    private static void open(Page page, String address) {
        page.navigate(stack.url() + address);
    }
}
