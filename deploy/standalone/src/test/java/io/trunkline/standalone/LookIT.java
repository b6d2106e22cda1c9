package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The screens as they are seen: light and dark, Chinese and English, on a desk and in a hand; and
/// what someone sets for herself.
class LookIT {
    private static StandaloneStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        fill();
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    }

    /// More customers than a list may draw at one time.
    private static void fill() {
        execute(
                """
                INSERT INTO trunkline.customer (tenant_id, id, external_number, name, org_unit_id)
                SELECT t.id, n, 'LOOK-' || n, '客户' || n, u.id
                  FROM trunkline.tenant t
                  JOIN trunkline.org_unit u ON u.tenant_id = t.id AND u.parent_id IS NULL
                  CROSS JOIN generate_series(1, 600) AS n
                 WHERE t.key = 'zhengzhou'
                """);
    }

    private static void execute(String sql) {
        try (var connection = stack.superuserDatabase().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void end() {
        chromium.close();
        execute("DELETE FROM trunkline.customer WHERE external_number LIKE 'LOOK-%'");
    }

    @BeforeEach
    void everyoneSpeaksHerTenantsLanguage() {
        SharedStack.forgetPreferences();
    }

    @Test
    void everyPageOfTheMenuCanBeReadInBothThemesAndLanguages() {
        var page = chromium.signedIn(stack, "supervisor.zhengzhou");
        walk(page, "look-zh-");
        look(page, "/no-such-page", "look-zh-");
        speak(page, "English");
        walk(page, "look-en-");
        speak(page, "中文");
        walk(chromium.signedIn(stack, "admin.zhengzhou"), "look-admin-zh-");
        walk(chromium.signedIn(stack, "agent1.zhengzhou"), "look-agent-zh-");
    }

    @Test
    void everyPageOfTheMenuFitsAPhone() {
        for (var person : List.of("supervisor", "admin", "agent1")) {
            var page = Chromium.signedIn(chromium.phone(), stack, person + ".zhengzhou");
            walk(page, "look-phone-" + person + "-");
        }
        var list = Chromium.signedIn(chromium.phone(), stack, "supervisor.zhengzhou");
        list.navigate(stack.url() + "/customers");
        assertThat(list.locator("a.tl-row-link").first()).isVisible();
        Sight.check(list, "a long list");
    }

    @Test
    void whatAMemberSetsFollowsHerToAnotherMachine() {
        var here = chromium.signedIn(stack, "lead2.zhengzhou");
        menu(here);
        press(here, "深色");
        assertThat(here.locator("html")).hasAttribute("data-theme", "dark");
        press(here, "紧凑");
        assertThat(here.locator("html")).hasAttribute("data-density", "compact");
        here.locator("#setting-keys input").uncheck();
        assertThat(here.locator("html")).hasAttribute("data-bare-keys", "off");
        Chromium.screenshot(here, "look-settings");
        here.locator("#sign-out").click();
        here.waitForURL(Pattern.compile(".*/realms/.*"));
        assertTrue(
                here.context().cookies().stream()
                        .noneMatch(cookie -> cookie.name.equals("trunkline-look")),
                "whoever sits down next finds nothing of hers");

        var there = chromium.signedIn(stack, "lead2.zhengzhou");
        var sent = there.navigate(stack.url() + "/customers").text();
        assertTrue(sent.contains("data-theme=\"dark\""), "before the first script runs");
        assertThat(there.locator("html")).hasAttribute("data-density", "compact");
        menu(there);
        press(there, "跟随系统");
        assertThat(there.locator("html")).not().hasAttribute("data-theme", Pattern.compile(".*"));
        press(there, "默认");
        there.locator("#setting-keys input").check();
        assertThat(there.locator("html"))
                .not()
                .hasAttribute("data-bare-keys", Pattern.compile(".*"));

        var colleague = chromium.signedIn(stack, "lead.zhengzhou");
        assertFalse(
                colleague.navigate(stack.url() + "/customers").text().contains("data-theme"),
                "it is hers alone");
    }

    @Test
    void whoWorksForSeveralFindsTheLastUsedFirstAndMayGoStraightOn() {
        var page = chromium.signedIn(stack, "auditor");
        assertThat(page.locator(".tl-tenant-card")).hasCount(2);
        for (var theme : List.of("light", "dark")) {
            Sight.dress(page, theme);
            Sight.check(page, "choice " + theme);
            Chromium.screenshot(page, "look-choice-" + theme);
        }
        page.locator("#tenant-wuhan").click();
        assertThat(page.locator(".tl-tenant")).containsText("武汉分公司");

        page.locator("#tenant-switch").click();
        assertThat(page.locator("#tenant-wuhan")).isDisabled();
        Chromium.screenshot(page, "look-switch");
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("#tenant-zhengzhou")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".tl-tenant")).containsText("郑州分公司");

        var again = chromium.signedIn(stack, "auditor");
        assertThat(again.locator(".tl-tenant-card").first()).containsText("郑州分公司");
        again.keyboard().press("1");
        assertThat(again.locator(".tl-tenant")).containsText("郑州分公司");
        again.locator("#tenant-switch").click();
        again.locator("#tenant-straight input").check();
        assertThat(again.locator("#tenant-straight")).hasAttribute("checked", "");

        var straight = chromium.signedIn(stack, "auditor");
        assertThat(straight.locator(".tl-tenant")).containsText("郑州分公司");
        straight.locator("#tenant-switch").click();
        straight.locator("#tenant-straight input").uncheck();
        assertThat(straight.locator("#tenant-straight")).not().hasAttribute("checked", "");
    }

    @Test
    void aLostConnectionIsSaidAndNothingTypedIsLost() {
        var page = chromium.signedIn(stack, "lead.zhengzhou");
        page.navigate(stack.url() + "/customers");
        var search = page.locator(".tl-search input");
        assertThat(search).isVisible();
        page.context().setOffline(true);
        search.fill("连接中断前后");
        var strip = page.locator("vaadin-connection-indicator .v-status-message");
        assertThat(strip).containsText("连接");
        assertThat(
                        page.locator(
                                "vaadin-connection-indicator[offline], vaadin-connection-indicator[reconnecting]"))
                .hasCount(1);
        Chromium.screenshot(page, "look-offline");
        page.context().setOffline(false);
        assertThat(page.locator(".tl-state")).containsText("没有符合条件的客户");
        assertThat(search).hasValue("连接中断前后");
    }

    /// Opens what the menu offers her, in its order.
    private static void walk(Page page, String prefix) {
        assertThat(page.locator("vaadin-side-nav-item").first()).isAttached();
        var menu =
                (List<?>)
                        page.locator("vaadin-side-nav-item")
                                .evaluateAll("all => all.map(one => '/' + one.path)");
        assertFalse(menu.isEmpty());
        for (var address : menu) {
            look(page, (String) address, prefix);
        }
    }

    private static void look(Page page, String address, String prefix) {
        page.navigate(stack.url() + address);
        assertThat(page.locator(".tl-view").first()).isVisible();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        for (var theme : List.of("light", "dark")) {
            Sight.dress(page, theme);
            var name = prefix + address.substring(address.lastIndexOf('/') + 1) + "-" + theme;
            Chromium.screenshot(page, name);
            Sight.check(page, name);
        }
    }

    private static void speak(Page page, String language) {
        menu(page);
        press(page, language);
        page.waitForLoadState();
        assertThat(page.locator("html"))
                .hasAttribute("lang", language.equals("English") ? "en-GB" : "zh-CN");
    }

    private static void menu(Page page) {
        page.locator(".tl-user vaadin-button").first().click();
        assertThat(page.locator(".tl-settings")).isVisible();
    }

    private static void press(Page page, String choice) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(choice).setExact(true))
                .click();
    }
}
