package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// An operator installs a partner's release on her screen, lets one tenant try it, and takes it
/// back.
class PluginScreenIT {
    private static final String NEW_NAME = "收藏夹三版";

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
    void aReleaseIsUploadedTriedByOneTenantAndTakenBack() throws Exception {
        var release = new PartnerRelease("Screen Partner", "0.3.0", NEW_NAME);
        var page = chromium.signedIn(stack, RealmSetup.OPERATOR);
        page.navigate(stack.url() + "/operator/plugins");
        assertThat(page.locator("#plugins")).containsText("example");

        handIn(page, release);
        assertThat(page.locator("#release-problem")).containsText("发布包未签名");
        release.sign();
        handIn(page, release);
        assertThat(page.locator("#release-problem")).containsText("“Screen Partner”签名");
        look(page, "plugins-refused-zh");
        release.trust(stack);
        try {
            handIn(page, release);
            assertThat(page.locator("#plugin-releases")).containsText("Screen Partner");
            assertThat(page.locator("#release-problem .tl-alert")).hasCount(0);
            page.locator("#plugin-releases vaadin-details-summary").first().click();
            assertThat(page.locator("#plugin-releases")).containsText(NEW_NAME);
            look(page, "plugins-installed-zh");

            rollOut(page);
            assertThat(page.locator("#rollout-tenants .tl-figure-value")).hasText("1");
            assertThat(page.locator("#plugins")).containsText("第 1/3 步 · 1 个租户");
            sees(chromium.signedIn(stack, "agent1.zhengzhou"), true);
            sees(chromium.signedIn(stack, "agent1.wuhan"), false);
            assertThat(page.locator("#rollout-calls .tl-figure-value"))
                    .hasText(Pattern.compile("[1-9].*"));
            assertThat(page.locator("#plugin-recent"))
                    .containsText(Pattern.compile("0\\.3\\.0.*[1-9]\\d* 次调用 · 失败 0\\.0 %"));
            assertThat(page.locator("#plugins"))
                    .containsText(Pattern.compile("[1-9]\\d* · 0\\.0 % · \\d+ ms"));
            look(page, "plugins-rollout-zh");
            narrower(page, "plugins-rollout-zh");
            inEnglish();

            confirmed(page, "rollout-pause");
            assertThat(page.locator("#rollout")).containsText("已暂停");
            confirmed(page, "rollout-resume");
            assertThat(page.locator("#rollout")).containsText("观察中");
            confirmed(page, "rollout-next");
            assertThat(page.locator("#rollout")).containsText("这是最后一步，已覆盖全部租户");
            page.locator("#rollout-next").click();
            assertThat(page.locator(".tl-confirm")).containsText("结束 example 0.3.0 的分批发布");
            Chromium.screenshot(page, "plugins-last-step-zh");
            page.keyboard().press("Escape");
            assertThat(page.locator("#confirm-act")).hasCount(0);
            page.locator("#rollout-take-back").click();
            assertThat(page.locator(".tl-confirm")).containsText("数秒内全部租户重新由 0.1.0 服务");
            Chromium.screenshot(page, "plugins-take-back-zh");
            page.locator("#confirm-act").click();
            assertThat(page.locator("#rollout-history")).containsText("由 operator 撤回");
            assertThat(page.locator("#rollout")).isHidden();
            sees(chromium.signedIn(stack, "agent1.zhengzhou"), false);
            look(page, "plugins-taken-back-zh");
        } finally {
            takeBack();
            release.distrust(stack);
        }
    }

    @Test
    void aPluginIsRemovedUsedAgainAndRolledBack() {
        var page = chromium.signedIn(stack, RealmSetup.OPERATOR);
        page.navigate(stack.url() + "/operator/plugins");
        page.locator("#plugins vaadin-grid-cell-content", byText("example")).first().click();
        assertThat(page.locator("#plugin-data")).containsText("favourite");
        assertThat(page.locator("#plugin-data-drop")).hasCount(0);
        var copy = page.waitForDownload(() -> page.locator("#plugin-data-export").click());
        assertEquals("example-data.zip", copy.suggestedFilename());
        try {
            page.locator("#plugin-remove").click();
            Chromium.screenshot(page, "plugins-remove-zh");
            page.locator("#confirm-act").click();
            assertThat(page.locator("#plugin-data-drop")).isVisible();
            page.locator("#plugin-data-drop").click();
            assertThat(page.locator("#confirm-act[disabled]")).isVisible();
            Chromium.screenshot(page, "plugins-drop-zh");
            page.keyboard().press("Escape");
            assertThat(page.locator("#confirm-act")).hasCount(0);
            assertThat(page.locator("#plugins")).containsText("未使用");
            look(page, "plugins-removed-zh");
            narrower(page, "plugins-removed-zh");
            var agent = chromium.signedIn(stack, "agent1.zhengzhou");
            assertThat(agent.locator(".tl-nav")).not().containsText("收藏");

            page.locator("#use-bundled").click();
            page.locator("#confirm-act").click();
            assertThat(page.locator("#plugin-remove")).isVisible();
            assertThat(agent.locator(".tl-nav")).containsText("收藏");
            page.locator("#plugin-roll-back").click();
            assertThat(page.locator(".tl-confirm")).containsText("将 example 回退为未使用");
            page.locator("#confirm-act").click();
            assertThat(page.locator("#plugin-data-drop")).isVisible();
        } finally {
            try (var operator = new Api(stack.url(), "", stack.operatorToken())) {
                operator.put("/operator/plugins/example", Map.of());
            }
        }
        assertThat(page.locator("#plugin-remove")).isVisible();
    }

    @Test
    void whatNoNodeCanBuildIsWantedAndDoesNotRun() throws Exception {
        var release = new PartnerRelease("Absent Partner", "0.3.1", "收藏夹四版");
        release.rollbackTo("0.1.0");
        release.sign();
        release.trust(stack);
        var page = chromium.signedIn(stack, RealmSetup.OPERATOR);
        page.navigate(stack.url() + "/operator/plugins");
        handIn(page, release);
        assertThat(page.locator("#plugin-releases")).containsText("Absent Partner");
        release.distrust(stack);
        try {
            page.locator("[id='use-0.3.1']").click();
            page.locator("#confirm-act").click();
            assertThat(page.locator("#plugin-nodes")).containsText("未跟上");
            assertThat(page.locator("#plugin-releases")).containsText("应运行，未运行");
            assertThat(page.locator("#plugin-releases")).containsText("无法再退回 0.1.0 之前的版本");
            assertThat(page.locator("#plugin-releases"))
                    .containsText(Pattern.compile("仍在 \\d+/\\d+ 个节点运行"));
            assertThat(page.locator("#plugin-releases")).not().containsText("使用中");
            assertThat(page.locator("#plugins")).containsText("应为 0.3.1");
            look(page, "plugins-failed-zh");
            narrower(page, "plugins-failed-zh");
            page.getByText("English").click();
            assertThat(page.locator("#plugins")).containsText("wanted: 0.3.1");
            page.locator("#plugins vaadin-grid-cell-content", byText("example")).first().click();
            assertThat(page.locator("#plugin-releases")).containsText("wanted, not running");
            assertThat(page.locator("#plugin-releases"))
                    .containsText("nothing before 0.1.0 can run again");
            narrower(page, "plugins-failed-en");
            page.locator("#plugin-roll-back").click();
            assertThat(page.locator(".tl-confirm")).containsText("Roll example back to 0.1.0?");
            page.locator("#confirm-act").click();
            assertThat(page.locator("#plugins")).not().containsText("wanted");
        } finally {
            try (var operator = new Api(stack.url(), "", stack.operatorToken())) {
                operator.put("/operator/plugins/example", Map.of());
            }
        }
    }

    private static void rollOut(Page page) {
        page.locator("[id='roll-out-0.3.0']").click();
        page.locator("#rollout-shares input").fill("50, 10");
        assertThat(page.locator("#rollout-start[disabled]")).isVisible();
        page.locator("#rollout-shares input").fill("50, 100");
        var named = page.locator("#rollout-named input");
        named.fill("zhengzhou");
        page.locator("vaadin-multi-select-combo-box-item", byText("zhengzhou")).first().click();
        named.press("Tab");
        page.locator("#rollout-hold input").fill("600");
        assertThat(page.locator("#rollout-plan"))
                .containsText("0.3.0 将依次服务：1 个指定租户 → 50% → 全部租户。每步至少观察 600 分钟");
        look(page, "plugins-dialog-zh");
        page.locator("#rollout-start").click();
        assertThat(page.locator("#rollout-start")).hasCount(0);
    }

    private static void inEnglish() {
        var page = chromium.window("en");
        page.navigate(stack.url() + "/operator/plugins");
        Chromium.logIn(page, RealmSetup.OPERATOR);
        page.locator("#plugins vaadin-grid-cell-content", byText("example")).first().click();
        assertThat(page.locator("#rollout")).containsText("1 named tenant");
        assertThat(page.locator("#plugins")).containsText("step 1/3 · 1 tenant");
        assertThat(page.locator("#plugin-recent"))
                .containsText(Pattern.compile("0\\.3\\.0.*calls [1-9]\\d* · failed 0\\.0 %"));
        look(page, "plugins-rollout-en");
        narrower(page, "plugins-rollout-en");
        page.setViewportSize(390, 844);
        Chromium.screenshot(page, "plugins-rollout-phone-en");
        page.setViewportSize(1440, 900);
        page.getByText("中文").click();
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        page.navigate(stack.url() + "/operator/audit");
        assertThat(page.locator("#operator-audit")).containsText("example 0.3.0");
        Chromium.screenshot(page, "plugins-audit-zh");
    }

    /// As content: a browser that is given the same path again notices no change.
    private static void handIn(Page page, PartnerRelease release) throws IOException {
        page.locator("#release-upload input[type=file]")
                .setInputFiles(
                        new FilePayload(
                                "example-0.3.0.zip",
                                "application/zip",
                                Files.readAllBytes(release.zip())));
    }

    private static void confirmed(Page page, String button) {
        page.locator("#" + button).click();
        page.locator("#confirm-act").click();
        assertThat(page.locator("#confirm-act")).hasCount(0);
    }

    /// Nodes follow within seconds: what is not there yet may come.
    private static void sees(Page agent, boolean fresh) {
        agent.locator(".tl-shell").waitFor();
        for (int tries = 0; ; tries++) {
            agent.navigate(stack.url() + "/p/example/favourites");
            agent.locator("vaadin-app-layout").waitFor();
            if (tries == 10 || (agent.getByText(NEW_NAME).count() > 0) == fresh) {
                break;
            }
            agent.waitForTimeout(1_000);
        }
        if (fresh) {
            assertThat(agent.getByText(NEW_NAME).first()).isVisible();
        } else {
            assertThat(agent.getByText(NEW_NAME)).hasCount(0);
        }
    }

    /// On smaller desks nothing that matters is cut: the state of the nodes, and how far it is.
    private static void narrower(Page page, String name) {
        for (int width : List.of(1360, 1000)) {
            page.setViewportSize(width, 800);
            page.waitForTimeout(400);
            Chromium.screenshot(page, name + "-" + width);
            assertEquals(
                    List.of(),
                    page.evaluate(
                            """
                            [...document.querySelectorAll('#plugins .tl-plugin-progress, #plugins .tl-status')]
                              .filter(cell => cell.offsetParent && cell.scrollWidth > cell.clientWidth)
                              .map(cell => cell.textContent)
                            """));
            assertEquals(
                    true,
                    page.evaluate(
                            """
                            (() => { const table = document.querySelector('#plugins').$.table;
                                     return table.scrollWidth <= table.clientWidth; })()
                            """));
        }
        page.setViewportSize(1440, 900);
    }

    private static void look(Page page, String name) {
        for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.waitForTimeout(400);
            Chromium.screenshot(page, name + "-" + scheme.name().toLowerCase(Locale.ROOT));
        }
    }

    private static Page.LocatorOptions byText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    /// Whatever failed: the tests that follow find the plugin as it came.
    private static void takeBack() {
        try (var operator = new Api(stack.url(), "", stack.operatorToken())) {
            for (var rollout : operator.get("/operator/plugins/example/rollouts").path("items")) {
                if (rollout.path("endedAt").isNull() || rollout.path("endedAt").isMissingNode()) {
                    operator.post("/operator/plugins/example/rollouts/take-back", Map.of());
                }
            }
        }
    }
}
