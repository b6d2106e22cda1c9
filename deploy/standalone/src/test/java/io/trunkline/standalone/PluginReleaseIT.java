package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A partner's release, from her signature to its roll-back, on a running server: with the JDK's
/// tools and the launcher's commands alone.
class PluginReleaseIT {
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

    @Test
    void isSignedInstalledUsedAndTakenBackWhileSomeoneWorks() throws Exception {
        var release = new PartnerRelease("Example Partner", "0.2.0", "收藏夹二版");
        var zip = release.zip();
        refused("RELEASE_UNSIGNED", zip);
        release.sign();
        refused("PUBLISHER_UNKNOWN", zip);
        release.trust(stack);

        var agent = chromium.signedIn(stack, "agent1.zhengzhou");
        agent.navigate(stack.url() + "/p/example/favourites");
        assertThat(agent.locator("vaadin-app-layout")).isVisible();
        var installed = command(0, "install", zip.toString());
        assertTrue(installed.contains("Installed example 0.2.0 by Example Partner"), installed);
        try {
            var used = command(0, "use", "example", "0.2.0");
            assertTrue(used.contains("runs 0.2.0"), used);
            // Nobody touches her page: it is told, and goes on until she says so.
            assertThat(agent.locator(".tl-replaced")).containsText("0.2.0");
            assertThat(agent.locator(".tl-nav")).containsText("收藏夹二版");
            assertThat(agent.locator(".tl-breadcrumb").first()).not().containsText("收藏夹二版");
            Chromium.screenshot(agent, "plugin-replaced-zh");
            agent.locator("#plugin-follow").click();
            assertThat(agent.locator(".tl-replaced")).isHidden();
            assertThat(agent.locator(".tl-breadcrumb").first()).containsText("收藏夹二版");
            Chromium.screenshot(agent, "plugin-upgraded-zh");
            var unknown =
                    assertThrows(
                            StandaloneException.class, () -> command(0, "use", "example", "0.2.1"));
            assertTrue(unknown.getMessage().contains("RELEASE_UNKNOWN"), unknown.getMessage());
        } finally {
            var back = command(0, "roll-back", "example");
            assertTrue(back.contains("as it came with the server: 0.1.0"), back);
        }
        agent.reload();
        assertThat(agent.getByText("收藏夹二版")).hasCount(0);
        var listed = command(0, "list");
        assertTrue(listed.contains("release 0.2.0"), listed);
        release.distrust(stack);
    }

    private static void refused(String code, Path zip) {
        var refused =
                assertThrows(
                        StandaloneException.class, () -> command(0, "install", zip.toString()));
        assertTrue(refused.getMessage().contains(code), refused.getMessage());
    }

    private static String command(int expected, String... words) {
        var said = new ByteArrayOutputStream();
        try (var api = new Api(stack.url(), "", stack.operatorToken())) {
            var out = new PrintStream(said, true, StandardCharsets.UTF_8);
            assertEquals(expected, new PluginCommand(api, out).run(List.of(words)), said::toString);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
