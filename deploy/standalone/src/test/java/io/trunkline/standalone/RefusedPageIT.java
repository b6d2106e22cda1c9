package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A page that someone's roles do not open names the roles that do, and whom to ask.
class RefusedPageIT {

    private static StandaloneStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
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
    void anAgentIsToldWhoOpensTheAuditAndAPluginsPage() {
        var agent = chromium.signedIn(stack, "agent1.zhengzhou");
        agent.navigate(stack.url() + "/audit");
        assertThat(agent.locator("#refused-page")).containsText("租户管理员");
        assertThat(agent.locator("#refused-ask")).containsText("沈可");
        Chromium.screenshot(agent, "refused-audit-zh");
        agent.navigate(stack.url() + "/p/call-tasks/board");
        assertThat(agent.locator("#refused-page")).containsText("业务主管");
        Chromium.screenshot(agent, "refused-plugin-zh");
    }

    /// Not as an agent of that branch: another test shuts one of them out.
    @Test
    void theSameInEnglish() {
        var lead = Chromium.signedIn(chromium.window("en"), stack, "lead.wuhan");
        lead.context()
                .addCookies(
                        List.of(
                                new Cookie("trunkline-language", "en")
                                        .setUrl(stack.url().toString())));
        lead.navigate(stack.url() + "/audit");
        assertThat(lead.locator("#refused-page")).containsText("These roles");
        assertThat(lead.locator("#refused-page")).containsText("Tenant administrator");
        Chromium.screenshot(lead, "refused-audit-en");
    }
}
