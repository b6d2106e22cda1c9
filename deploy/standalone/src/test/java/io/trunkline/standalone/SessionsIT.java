package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a browser's session leaves behind, how it is ended from afar, and what was typed when it
/// ended.
class SessionsIT {
    private static final double SOON = 60_000;

    /// Lets `losePush()` swallow the next message, as a line does that breaks at that moment.
    private static final String LOSSY_PUSH =
            """
            const Real = window.WebSocket;
            let lose = false;
            window.losePush = () => { lose = true; };
            window.WebSocket = class extends Real {
              set onmessage(listener) {
                super.onmessage = event => {
                  if (lose) { lose = false; console.log('lost ' + event.data); } else { listener(event); }
                };
              }
            };
            """;

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
    void anAdministratorSignsSomeoneOutFromAfar() {
        var agent = chromium.signedIn(stack, "agent3.zhengzhou");
        agent.locator("vaadin-app-layout").waitFor();
        var admin = chromium.signedIn(stack, "admin.zhengzhou");
        admin.navigate(stack.url() + "/sign-ins");
        admin.locator("#sign-ins").waitFor();
        Chromium.screenshot(admin, "sign-ins");

        var name = name(agent);
        admin.locator("vaadin-text-field input").first().fill(name);
        assertThat(admin.getByText("全部下线")).hasCount(1);
        admin.getByText("全部下线").click();
        assertThat(admin.locator("vaadin-notification-card")).containsText(name);

        agent.waitForURL(
                url -> url.contains("/realms/trunkline/"),
                new Page.WaitForURLOptions().setTimeout(SOON));
        assertThat(agent.locator("#username")).isVisible();
        // Keycloak's own session is over too: the password is asked for again.
        agent.navigate(stack.url().toString());
        assertThat(agent.locator("#username")).isVisible();
    }

    @Test
    void oneSeesAndEndsOnesOwn() {
        var there = chromium.signedIn(stack, "agent4.zhengzhou");
        there.locator("vaadin-app-layout").waitFor();
        var here = chromium.signedIn(stack, "agent4.zhengzhou");
        here.navigate(stack.url() + "/my-sign-ins");
        assertThat(here.getByText("当前窗口")).isVisible();
        Chromium.screenshot(here, "my-sign-ins-zh");

        here.locator("#end-others").click();

        there.waitForURL(
                url -> url.contains("/realms/trunkline/"),
                new Page.WaitForURLOptions().setTimeout(SOON));
        here.reload();
        assertThat(here.getByText("当前窗口")).isVisible();
    }

    @Test
    void aPageThatLostAMessageIsSentAwayToo() {
        var there = chromium.window();
        there.addInitScript(LOSSY_PUSH);
        Chromium.signedIn(there, stack, "agent2.zhengzhou");
        there.locator("vaadin-app-layout").waitFor();
        there.evaluate("losePush()");
        there.waitForConsoleMessage(
                new Page.WaitForConsoleMessageOptions()
                        .setPredicate(message -> message.text().startsWith("lost ")),
                () -> remind("agent2"));
        // What comes next shows the gap: the page asks for all of itself anew.
        there.waitForRequest(
                request -> String.valueOf(request.postData()).contains("resynchronize"),
                () -> remind("agent2"));
        var here = chromium.signedIn(stack, "agent2.zhengzhou");
        here.navigate(stack.url() + "/my-sign-ins");
        assertThat(here.getByText("当前窗口")).isVisible();

        here.locator("#end-others").click();

        there.waitForURL(
                url -> url.contains("/realms/trunkline/"),
                new Page.WaitForURLOptions().setTimeout(SOON));
    }

    @Test
    void signingOutLeavesNothingBehind() {
        var page = chromium.signedIn(stack, "supervisor.zhengzhou");
        page.getByText("郑州分公司").first().waitFor();
        var html = Objects.requireNonNull(page.reload());
        assertTrue(html.allHeaders().getOrDefault("cache-control", "").contains("no-store"));
        var before = cookie(page, "JSESSIONID");

        page.navigate(stack.url() + "/leave");
        page.locator("#username").waitFor();

        assertEquals("", cookie(page, "trunkline-tenant"));
        assertEquals("", cookie(page, "q_session"));
        page.navigate(stack.url() + "/trunkline-mark.svg");
        assertEquals(0, page.evaluate("localStorage.length + sessionStorage.length"));
        page.goBack();
        page.waitForTimeout(300);
        assertFalse(page.content().contains("郑州分公司"));

        page.navigate(stack.url().toString());
        Chromium.logIn(page, "supervisor.wuhan");
        page.getByText("武汉分公司").first().waitFor();
        assertNotEquals(before, cookie(page, "JSESSIONID"));
        assertFalse(page.content().contains("郑州分公司"));
    }

    @Test
    void changingTheTenantEndsThePagesOfTheOther() {
        var page = chromium.signedIn(stack, "auditor");
        page.navigate(stack.url() + "/enter/wuhan");
        page.getByText("武汉分公司").first().waitFor();
        var before = cookie(page, "JSESSIONID");
        var other = page.context().newPage();
        other.navigate(stack.url() + "/customers");
        other.getByText("武汉分公司").first().waitFor();

        page.navigate(stack.url() + "/enter/zhengzhou");
        page.getByText("郑州分公司").first().waitFor();

        assertNotEquals(before, cookie(page, "JSESSIONID"));
        assertFalse(page.content().contains("武汉分公司"));
        // The other window's page is gone: whatever it asks next brings it to the present tenant.
        other.bringToFront();
        other.reload();
        other.getByText("郑州分公司").first().waitFor();
        page.goBack();
        page.waitForTimeout(300);
        assertFalse(page.content().contains("武汉分公司"));
    }

    @Test
    void whatWasTypedWhenTheSessionEndedIsThereAfterSigningInAgain() {
        var id = customer();
        var page = chromium.signedIn(stack, "supervisor.zhengzhou");
        page.navigate(stack.url() + "/customers/" + id);
        var note = page.locator(".tl-note textarea");
        note.click();
        page.keyboard().insertText("客户说下周三下午再联系，");
        page.waitForTimeout(500);

        page.context().clearCookies();
        page.keyboard().insertText("并希望了解家庭套餐。");

        page.locator("#username").waitFor();
        Chromium.logIn(page, "supervisor.zhengzhou");
        page.waitForURL(url -> url.contains("/customers/" + id));
        assertThat(page.locator(".tl-note textarea")).hasValue("客户说下周三下午再联系，并希望了解家庭套餐。");
        Chromium.screenshot(page, "draft-restored");
        assertEquals(0, page.evaluate("localStorage.length + sessionStorage.length"));

        page.locator(".tl-note vaadin-button").first().click();
        assertThat(page.locator(".tl-note textarea")).hasValue("");
        page.reload();
        assertThat(page.locator(".tl-note textarea")).hasValue("");
    }

    /// Pushes something to the open pages of the person.
    private static void remind(String user) {
        try (var api = new Api(stack.url(), "zhengzhou", stack.token("zhengzhou", user))) {
            api.post("/reminders", Map.of("note", "回访陈女士", "dueAt", Instant.now().toString()));
        }
    }

    private static String customer() {
        try (var api = new Api(stack.url(), "zhengzhou", stack.token("zhengzhou", "supervisor"))) {
            return api.post(
                            "/customers",
                            Map.of(
                                    "externalNumber",
                                    "D-" + UUID.randomUUID(),
                                    "name",
                                    "陈草稿",
                                    "phones",
                                    List.of("13812345678")))
                    .path("id")
                    .asText();
        }
    }

    /// Who is signed in, as the shell shows her.
    private static String name(Page page) {
        return page.locator(".tl-user .tl-strong").first().textContent();
    }

    private static String cookie(Page page, String name) {
        return page.context().cookies(stack.url().toString()).stream()
                .filter(cookie -> cookie.name.equals(name))
                .map((Cookie cookie) -> cookie.value)
                .findFirst()
                .orElse("");
    }
}
