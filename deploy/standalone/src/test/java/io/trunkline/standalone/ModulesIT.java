package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// An administrator sets a plugin of her company and ends it while someone works with it; the other
/// company notices nothing.
class ModulesIT {
    private static StandaloneStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        SharedStack.forgetPreferences();
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @Test
    void aPluginIsSetEndedAndUsedAgain() {
        var agent = chromium.signedIn(stack, "agent1.zhengzhou");
        agent.navigate(stack.url() + "/p/example/favourites");
        assertThat(agent.locator("vaadin-app-layout")).containsText("收藏");
        var elsewhere = chromium.signedIn(stack, "agent1.wuhan");

        var page = chromium.signedIn(stack, "admin.zhengzhou");
        page.navigate(stack.url() + "/plugins");
        assertThat(page.locator("[data-module=example]")).containsText("正常");
        assertThat(page.locator("[data-module=call-tasks]")).containsText("按任务外呼");
        page.locator("#module-call-tasks").click();
        var attempts = page.locator("#setting-max-attempts input");
        attempts.fill("21");
        assertThat(page.locator("#setting-max-attempts")).containsText("须为 1 至 20 的整数");
        assertThat(page.locator("#module-save")).isDisabled();
        look(page, "modules-refused-zh");
        attempts.fill("5");
        page.locator("#module-save").click();
        assertThat(page.locator("vaadin-notification-card")).containsText("“外呼任务”的设置已保存");
        page.reload();
        page.locator("#module-call-tasks").click();
        assertThat(page.locator("#setting-max-attempts input")).hasValue("5");
        page.locator("vaadin-tab", new Page.LocatorOptions().setHasText("权限")).click();
        assertThat(page.locator("#module-detail")).containsText("call-tasks.");
        assertThat(page.locator(".tl-module-roles").first()).not().isEmpty();
        assertThat(page.locator(".tl-breadcrumb .tl-icon")).hasCount(1);
        look(page, "modules-permissions-zh");
        page.locator("vaadin-tab", new Page.LocatorOptions().setHasText("设置")).click();
        page.locator("#setting-max-attempts input").fill("");
        page.locator("#module-save").click();
        assertThat(page.locator("#module-save")).isDisabled();
        look(page, "modules-zh");
        try {
            turn(page);
            assertThat(page.locator(".tl-confirm")).containsText("为本公司所有人停用“收藏”");
            Chromium.screenshot(page, "modules-disable-zh");
            page.locator("#confirm-act").click();
            assertThat(page.locator("[data-module=example]")).containsText("未启用");
            // Her open page goes without her touching it.
            assertThat(agent.locator("vaadin-app-layout")).containsText("没有这个页面");
            assertThat(agent.locator(".tl-nav")).not().containsText("收藏");
            elsewhere.navigate(stack.url() + "/p/example/favourites");
            assertThat(elsewhere.locator(".tl-nav")).containsText("收藏");
        } finally {
            if (page.locator("#switch-example input").isChecked()) {
                page.reload();
            } else {
                turn(page);
            }
        }
        assertThat(page.locator("[data-module=example]")).containsText("正常");
        assertThat(agent.locator(".tl-nav")).containsText("收藏");
    }

    @Test
    void inEnglishAndTheDark() {
        var page = chromium.signedIn(stack, "admin.zhengzhou");
        page.locator(".tl-user vaadin-button").first().click();
        page.getByText("English").click();
        assertThat(page.locator("html")).hasAttribute("lang", "en-GB");
        page.navigate(stack.url() + "/plugins");
        page.locator("#module-call-tasks").click();
        assertThat(page.locator("#module-detail")).containsText("Attempts at most");
        look(page, "modules-en");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        look(page, "modules-dark-en");
        page.setViewportSize(390, 844);
        look(page, "modules-phone-en");
        page.locator("[aria-label=Close]").first().click();
        assertThat(page.locator("[data-module=example]")).isVisible();
        look(page, "modules-phone-list-en");
    }

    @Test
    void whoMayNotSetTheTenantIsRefused() {
        var page = chromium.signedIn(stack, "agent1.zhengzhou");
        page.navigate(stack.url() + "/plugins");
        assertThat(page.locator("vaadin-app-layout")).containsText(Pattern.compile("管理员|没有权限|无权"));
        assertThat(page.locator("[data-module]")).hasCount(0);
    }

    /// In a company where no other test changes anything.
    @Test
    void whatNobodyMayUseAndWhatIsNotThereIsSaid() throws SQLException {
        var page = chromium.signedIn(stack, "admin.wuhan");
        rename("example.", "nobodys.");
        try {
            var detail = page.locator("#module-detail");
            await(page, () -> detail, "没有任何角色拥有这些权限");
            look(page, "modules-nobody-zh");
            permissions(page, "权限");
            assertThat(detail).containsText("没有角色拥有");
            look(page, "modules-nobody-permissions-zh");

            page.locator(".tl-user vaadin-button").first().click();
            page.getByText("English").click();
            assertThat(page.locator("html")).hasAttribute("lang", "en-GB");
            await(page, () -> detail, "No role has any of these permissions");
            look(page, "modules-nobody-en");
            permissions(page, "Permissions");
            assertThat(detail).containsText("no role has it");
        } finally {
            rename("nobodys.", "example.");
        }
        try (var operator = new Api(stack.url(), "", stack.operatorToken())) {
            operator.delete("/operator/plugins/example");
            var card = page.locator("[data-module=example]");
            await(page, () -> card, "Not there at present");
            assertThat(page.locator("#module-detail"))
                    .containsText("Not there at present · enabled since");
            assertThat(page.locator("#module-detail")).not().containsText("nothing to set");
            look(page, "modules-away-en");
            page.locator(".tl-user vaadin-button").first().click();
            page.getByText("中文").click();
            assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
            await(page, () -> card, "目前不在平台上");
            look(page, "modules-away-zh");
        } finally {
            try (var again = new Api(stack.url(), "", stack.operatorToken())) {
                again.put("/operator/plugins/example", Map.of());
            }
        }
        await(page, () -> page.locator("[data-module=example]"), "正常");
    }

    private static void permissions(Page page, String tab) {
        page.locator("vaadin-tab", new Page.LocatorOptions().setHasText(tab)).click();
    }

    /// What roles may do, and what a plugin's nodes run, holds everywhere within seconds.
    private static void await(Page page, Supplier<Locator> where, String said) {
        for (int tries = 0; ; tries++) {
            page.navigate(stack.url() + "/plugins");
            page.locator("#module-example").click();
            page.locator("#module-detail").waitFor();
            if (tries == 10 || where.get().textContent().contains(said)) {
                assertThat(where.get()).containsText(said);
                return;
            }
            page.waitForTimeout(1_000);
        }
    }

    /// Of the plugin's permissions in every role of the company.
    private static void rename(String from, String to) throws SQLException {
        try (var connection = stack.superuserDatabase().connect();
                var update =
                        connection.prepareStatement(
                                """
                                UPDATE trunkline.role SET permissions =
                                       string_to_array(replace(array_to_string(permissions, ','), ?, ?), ',')
                                 WHERE tenant_id = (SELECT id FROM trunkline.tenant WHERE key = 'wuhan')
                                """)) {
            update.setString(1, from);
            update.setString(2, to);
            update.executeUpdate();
        }
    }

    private static void turn(Page page) {
        page.locator("#switch-example label, #switch-example input").last().click();
    }

    private static void look(Page page, String name) {
        Chromium.screenshot(page, name);
    }
}
