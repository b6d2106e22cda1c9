package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The handover wizard counts someone's reminders.
class HandedRemindersIT {

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
    void whatSheWantedToBeRemindedOfIsThereToHandOver() {
        try (var agent = new Api(stack.url(), "zhengzhou", stack.token("zhengzhou", "agent1"))) {
            var reminder =
                    agent.post(
                                    "/reminders",
                                    Map.of(
                                            "note",
                                            "回访",
                                            "dueAt",
                                            Instant.now().plus(Duration.ofDays(1)).toString()))
                            .path("id")
                            .asText();
            var district = chromium.signedIn(stack, "district.zhengzhou");
            district.navigate(stack.url() + "/organization");
            district.locator("#people").getByText("agent1.zhengzhou").click();
            district.locator("#member-handover").click();
            assertThat(district.locator("#handover")).containsText("未完成的提醒");
            Chromium.screenshot(district, "handover-reminders-zh");
            agent.post("/reminders/" + reminder + "/done", Map.of());
        }
    }
}
