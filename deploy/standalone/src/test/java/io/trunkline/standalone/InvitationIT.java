package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How people who are invited by mail get in, through a real Keycloak and a real mail server.
class InvitationIT {
    private static final String HER_PASSWORD = "long enough for the policy";
    private static final double PATIENCE = 30_000;

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
    void theFirstAdministratorSetsHerPasswordByTheLinkAndSignsIn() {
        try (var mail = MailServer.start(stack)) {
            var operator = newTenant("luohe", "漯河分公司", "admin@luohe.example");
            visible(operator, "#tenant-invited");
            assertThat(operator.locator("#tenant-invited")).containsText("admin@luohe.example");

            var invitation = mail.only();
            assertEquals("admin@luohe.example", invitation.to());
            assertEquals("请设置您的 Trunkline 登录密码", invitation.subject());
            assertTrue(invitation.text().contains("admin.luohe"), invitation.text());
            assertTrue(invitation.text().contains("3 天"), invitation.text());
            assertTrue(invitation.html().contains("您已受邀"), invitation.html());
            assertEquals(0, waiting("luohe").size());

            var her = chromium.window();
            her.navigate(invitation.link());
            Chromium.screenshot(her, "invitation-begin-zh");
            her.locator("#kc-info-message a, #kc-content a").first().click();
            her.locator("#password-new").fill("short");
            her.locator("#password-confirm").fill("short");
            her.locator("[type=submit]").click();
            assertThat(her.locator("body")).containsText("12");
            Chromium.screenshot(her, "invitation-short-zh");
            setPassword(her, HER_PASSWORD);
            Chromium.screenshot(her, "invitation-done-zh");
            her.locator("#kc-content a, #kc-info-message a").first().click();
            signIn(her, "admin.luohe", HER_PASSWORD);

            visible(her, ".tl-shell");
            assertThat(her.locator(".tl-shell")).containsText("漯河分公司");
            Chromium.screenshot(her, "invitation-in-zh");
            her.navigate(stack.url() + "/roles");
            visible(her, ".tl-shell");
            assertThat(her.locator(".tl-state")).hasCount(0);

            // The link has done its work, and cannot be used by whoever finds the mail.
            var finder = chromium.window();
            finder.navigate(invitation.link());
            assertThat(finder.locator("#password-new")).hasCount(0);
        }
    }

    @Test
    void whileTheMailServerIsAwayTheTenantIsThereAndTheInvitationWaits() {
        try (var mail = MailServer.start(stack)) {
            mail.goAway();
            var operator = newTenant("zhumadian", "驻马店分公司", "admin@zhumadian.exmaple");
            visible(operator, "#invitation-mail");
            assertThat(operator.locator("#invitation")).containsText("未能发送");
            Chromium.screenshot(operator, "invitation-unsent-zh");
            operator.keyboard().press("Escape");
            assertThat(operator.locator("#invitation")).hasCount(0);

            assertEquals(List.of("admin.zhumadian"), usernames(waiting("zhumadian")));
            assertEquals(List.of(), usernames(waiting("zhengzhou")));
            try (var api = new Api(stack.url(), "", stack.operatorToken())) {
                // Someone else's tenant, someone who waits for nothing: neither is sent anything.
                assertThrows(
                        StandaloneException.class,
                        () ->
                                api.post(
                                        "/operator/tenants/zhengzhou/invitations",
                                        Map.of(
                                                "username",
                                                "admin.zhumadian",
                                                "mail",
                                                "x@y.example")));
                var again =
                        api.post(
                                "/operator/tenants/zhumadian/invitations",
                                Map.of(
                                        "username",
                                        "admin.zhumadian",
                                        "mail",
                                        "admin@zhumadian.exmaple"));
                assertEquals("admin@zhumadian.exmaple", again.path("notSentTo").asText());
                assertTrue(again.path("oneTimePassword").isNull(), again.toString());
            }

            mail.comeBack();
            operator.getByText("zhumadian").first().click();
            operator.locator("#send-invitation").click();
            operator.locator("#invitation-mail input").fill("admin@zhumadian.example");
            operator.locator("#invitation-send").click();
            assertThat(operator.locator("#invitation")).hasCount(0);
            assertThat(operator.locator("#send-invitation")).hasCount(0);
            assertEquals("admin@zhumadian.example", mail.only().to());
            assertEquals(List.of(), usernames(waiting("zhumadian")));
        }
    }

    @Test
    void aMemberWhoseMailWasNotSentIsMarkedAndInvitedAgain() {
        try (var mail = MailServer.start(stack);
                var admin = new Api(stack.url(), "wuhan", stack.token("wuhan", "admin"))) {
            mail.goAway();
            var unit = admin.get("/org-units").path("items").path(0).path("id").asText();
            var invited =
                    admin.post(
                            "/members",
                            Map.of(
                                    "username", "late.wuhan",
                                    "name", "迟到",
                                    "orgUnitId", unit,
                                    "mail", "late@wuhan.example"));
            assertEquals("late@wuhan.example", invited.at("/invitation/notSentTo").asText());
            assertTrue(invited.at("/member/invitationDue").asBoolean());
            // The tenant's own people are none of the operator's.
            assertEquals(List.of(), usernames(waiting("wuhan")));

            mail.comeBack();
            var page = chromium.signedIn(stack, "admin.wuhan");
            page.navigate(stack.url() + "/organization");
            page.locator("#people-search input").fill("late.wuhan");
            assertThat(page.locator("#people").getByText("agent1.wuhan")).isHidden();
            assertThat(page.locator("#people")).containsText("待邀请");
            page.locator("#people").getByText("late.wuhan").click();
            page.locator("#member-invite-again").click();
            page.locator("#invitation-mail input").fill("late@wuhan.example");
            Chromium.screenshot(page, "invitation-again-zh");
            page.locator("#invitation-send").click();
            assertThat(page.locator("#invitation")).hasCount(0);
            assertEquals("late@wuhan.example", mail.only().to());
            var member = admin.get("/members/" + invited.at("/member/id").asText());
            assertFalse(member.path("invitationDue").asBoolean(true));

            // She let the link run out: until she enters, there is another one.
            admin.post(
                    "/members/" + member.path("id").asText() + "/invitation",
                    Map.of("mail", "late@wuhan.example"));
            assertEquals(2, mail.count());
        }
    }

    private static Page newTenant(String key, String name, String mail) {
        var operator = chromium.signedIn(stack, RealmSetup.OPERATOR);
        operator.navigate(stack.url() + "/operator/tenants");
        visible(operator, "#tenants");
        operator.locator("#tenant-new").click();
        operator.locator("#tenant-key input").fill(key);
        operator.locator("#tenant-name input").fill(name);
        operator.locator("#tenant-username input").fill("admin." + key);
        operator.locator("#tenant-displayName input").fill("首任管理员");
        operator.locator("#tenant-mail input").fill(mail);
        operator.locator("#tenant-create").click();
        return operator;
    }

    private static void setPassword(Page page, String password) {
        page.locator("#password-new").fill(password);
        page.locator("#password-confirm").fill(password);
        page.locator("[type=submit]").click();
    }

    private static void signIn(Page page, String username, String password) {
        page.locator("#username").fill(username);
        page.locator("#password").fill(password);
        page.locator("#kc-login").click();
    }

    private static JsonNode waiting(String tenant) {
        try (var api = new Api(stack.url(), "", stack.operatorToken())) {
            return api.get("/operator/tenants/" + tenant + "/invitations").path("items");
        }
    }

    private static List<String> usernames(JsonNode waiting) {
        return waiting.valueStream().map(one -> one.path("username").asText()).toList();
    }

    private static void visible(Page page, String selector) {
        assertThat(page.locator(selector).first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    }
}
