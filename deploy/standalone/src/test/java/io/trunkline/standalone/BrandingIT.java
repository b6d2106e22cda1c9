package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A tenant's short name and accent on the screens of its people, and on nobody else's.
class BrandingIT {
    private static final String PRODUCT_BLUE = "rgb(31, 90, 214)";
    private static final String ACCENT = "rgb(163, 25, 91)";

    private static StandaloneStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        SharedStack.forgetPreferences();
        chromium = Chromium.start();
    }

    @AfterAll
    static void end() {
        brand(null, null);
        chromium.close();
    }

    @Test
    void itsPeopleSeeShortNameAndAccentInLightAndDarkAndOthersDoNot() {
        brand("江城", "#A3195B");
        var light = chromium.signedIn(stack, "supervisor.wuhan");
        assertThat(light.locator(".tl-tenant .tl-strong")).hasText("江城");
        assertThat(light.locator(".tl-tenant .tl-strong")).hasAttribute("title", "武汉分公司");
        assertThat(light.locator(".tl-tenant .tl-mark-tenant")).hasText("江");
        assertEquals(ACCENT, mark(light));
        Chromium.screenshot(light, "branding-light-zh");

        // Dark as her system has it.
        light.emulateMedia(
                new Page.EmulateMediaOptions()
                        .setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
        var dark = mark(light);
        assertFalse(dark.equals(ACCENT), "too dark for a dark ground, so it has come up");
        assertFalse(dark.equals(PRODUCT_BLUE));
        assertTrue(red(dark) > 163, dark);
        Chromium.screenshot(light, "branding-dark-zh");

        var other = chromium.signedIn(stack, "supervisor.zhengzhou");
        assertThat(other.locator(".tl-tenant .tl-strong")).hasText("郑州分公司");
        assertEquals(PRODUCT_BLUE, mark(other));
        assertThat(other.locator("html[style*='--tl-accent']")).hasCount(0);
    }

    private static void brand(@Nullable String shortName, @Nullable String accent) {
        try (var api = new Api(stack.url(), "", stack.operatorToken())) {
            var branding = new HashMap<String, @Nullable Object>();
            branding.put("version", api.get("/operator/tenants/wuhan").path("version").asInt());
            branding.put("shortName", shortName);
            branding.put("accent", accent);
            api.put("/operator/tenants/wuhan/branding", branding);
        }
        // What every page asks is two seconds old at most.
        Pause.milliseconds(2_100);
    }

    private static String mark(Page page) {
        return (String)
                page.locator(".tl-tenant .tl-mark-tenant")
                        .evaluate("mark => getComputedStyle(mark).backgroundColor");
    }

    private static int red(String rgb) {
        return Integer.parseInt(rgb.substring(rgb.indexOf('(') + 1, rgb.indexOf(',')));
    }
}
