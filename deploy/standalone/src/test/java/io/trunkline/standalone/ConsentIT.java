package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A company names someone who works for another: she is asked, and nothing of hers changes before.
class ConsentIT {
    private static final Locator.GetByTextOptions EXACTLY =
            new Locator.GetByTextOptions().setExact(true);
    private static final Pattern WAITING = Pattern.compile("(^|\\s)tl-waiting(\\s|$)");

    private static StandaloneStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @BeforeEach
    void everyoneSpeaksHerTenantsLanguage() {
        SharedStack.forgetPreferences();
    }

    @Test
    void sheAcceptsAndWorksForBoth() throws Exception {
        var code = invite("agent4.wuhan", "夏初一");

        var page = chromium.signedIn(stack, "agent4.wuhan");
        assertThat(page.locator(".tl-tenant")).containsText("武汉");
        page.locator("#tenant-switch").click();
        var card = page.locator("#invitation-zhengzhou");
        assertThat(card).containsText("郑州分公司");
        assertThat(card).containsText("角色：电话经理");
        assertThat(page.locator("#tenant-straight")).hasCount(0);
        card.getByText("接受", EXACTLY).click();
        assertThat(card).containsText("请输入验证码");
        card.locator("input").fill("abcd-efgh-jkmn");
        card.getByText("接受", EXACTLY).click();
        assertThat(page.locator(".tl-received")).containsText("验证码不正确");
        Chromium.screenshot(page, "invitation-received-zh");
        card.locator("input").fill(code);
        card.getByText("接受", EXACTLY).click();

        // Every sign-in of the account ended, so that none of before names one tenant more.
        Chromium.logIn(page, "agent4.wuhan");
        page.locator("#tenant-zhengzhou").waitFor();
        Chromium.screenshot(page, "invitation-accepted-zh");
        assertThat(page.locator("#tenant-wuhan")).isVisible();
        assertThat(page.locator("#invitation-zhengzhou")).hasCount(0);
        page.locator("#tenant-zhengzhou").click();
        assertThat(page.locator(".tl-tenant")).containsText("郑州");
        assertEquals("", member("agent4.wuhan").path("consent").asText());
    }

    @Test
    void sheDeclinesAndIsAskedOnceMore() throws Exception {
        invite("agent5.wuhan", "方念慈");

        var page = Chromium.signedIn(chromium.window("en"), stack, "agent5.wuhan");
        page.navigate(stack.url() + "/choose-tenant");
        var card = page.locator("#invitation-zhengzhou");
        card.waitFor();
        page.getByText("English").click();
        assertThat(card).containsText("invites you");
        Chromium.screenshot(page, "invitation-received-en");
        card.getByText("Decline").click();
        assertThat(card).hasCount(0);

        var admin = chromium.signedIn(stack, "admin.zhengzhou");
        admin.navigate(stack.url() + "/organization");
        admin.locator("#people-search input").fill("agent5.wuhan");
        assertThat(admin.locator("#people").getByText("agent5.zhengzhou")).isHidden();
        assertThat(admin.locator("#people")).containsText("已谢绝");
        admin.locator("#people").getByText("agent5.wuhan").click();
        admin.locator("#member-invite-again").waitFor();
        Chromium.screenshot(admin, "invitation-declined-zh");
        admin.locator("#member-invite-again").click();
        admin.locator("#invitation-password").click();
        assertThat(admin.locator("#member-code input"))
                .hasValue(Pattern.compile("([a-z2-9]{4}-){2}[a-z2-9]{4}"));
        Chromium.screenshot(admin, "invitation-code-zh");
        admin.getByText("已记录", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(admin.locator("#invitation")).hasCount(0);
        assertThat(admin.locator("#people")).containsText("待本人同意");
        assertEquals("ASKED", member("agent5.wuhan").path("consent").asText());
    }

    @Test
    void whatSheAnsweredMarksHerTenantNoMore() throws Exception {
        invite("agent3.wuhan", "温知夏");

        var page = chromium.signedIn(stack, "agent3.wuhan");
        var open = page.locator("#tenant-switch");
        assertThat(open).hasClass(WAITING);
        open.click();
        page.locator("#invitation-zhengzhou").getByText("谢绝", EXACTLY).click();
        assertThat(page.locator("#invitation-zhengzhou")).hasCount(0);
        assertThat(open).not().hasClass(WAITING);
    }

    /// @return the code she is told
    private static String invite(String username, String name) throws Exception {
        try (var api = new Api(stack.url(), "zhengzhou", stack.token("zhengzhou", "admin"))) {
            var unit = api.get("/org-units").path("items").path(0).path("id").asText();
            var role = "";
            for (JsonNode one : api.get("/roles").path("items")) {
                if (one.path("key").asText().equals("agent")) {
                    role = one.path("id").asText();
                }
            }
            var invited =
                    api.post(
                            "/members",
                            Map.of(
                                    "username",
                                    username,
                                    "name",
                                    name,
                                    "orgUnitId",
                                    unit,
                                    "roleIds",
                                    List.of(role)));
            assertTrue(invited.at("/invitation/consentDue").asBoolean(), invited.toString());
            assertEquals("ASKED", invited.at("/member/consent").asText());
            return invited.at("/invitation/consentCode").asText();
        }
    }

    private static JsonNode member(String username) throws Exception {
        try (var api = new Api(stack.url(), "zhengzhou", stack.token("zhengzhou", "admin"))) {
            return api.get("/members?q=" + username).path("items").path(0);
        }
    }
}
