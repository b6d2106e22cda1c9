package io.trunkline.standalone;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The system's Chromium, headless. Every person gets a window of his own, as on a machine of his
/// own; screenshots go to `target/screenshots`.
final class Chromium implements AutoCloseable {
    private static final List<Path> PLACES =
            List.of(
                    Path.of("/usr/bin/chromium"),
                    Path.of("/usr/bin/chromium-browser"),
                    Path.of("/usr/bin/google-chrome"),
                    Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));
    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        // Two of these and two stacks share the machine.
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var program =
                PLACES.stream()
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "No Chromium: ./trunkline test says how to install it"));
        var browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(program)
                                        .setArgs(FLAGS));
        return new Chromium(playwright, browser);
    }

    /// An empty window without any cookies, 1440 × 900, in Chinese.
    Page window() {
        return window("zh-CN");
    }

    Page window(String locale) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setLocale(locale)
                                .setTimezoneId("Asia/Shanghai")
                                .setViewportSize(1440, 900));
        context.setDefaultTimeout(30_000);
        return context.newPage();
    }

    /// A phone held upright: 390 × 844, touched.
    Page phone() {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setLocale("zh-CN")
                                .setTimezoneId("Asia/Shanghai")
                                .setHasTouch(true)
                                .setIsMobile(true)
                                .setViewportSize(390, 844));
        context.setDefaultTimeout(30_000);
        return context.newPage();
    }

    /// Opens the start page in a new window and logs in through Keycloak.
    ///
    /// @param username as in Keycloak, for example `supervisor.zhengzhou`
    Page signedIn(StandaloneStack stack, String username) {
        return signedIn(window(), stack, username);
    }

    /// The same in a window that is there.
    static Page signedIn(Page page, StandaloneStack stack, String username) {
        page.navigate(stack.url().toString());
        logIn(page, username);
        page.waitForURL(url -> url.startsWith(stack.url().toString()));
        return page;
    }

    /// Fills in Keycloak's log-in page, which is open in the window.
    static void logIn(Page page, String username) {
        page.locator("#username").fill(username);
        page.locator("#password").fill(RealmSetup.DEMO_PASSWORD);
        page.locator("#kc-login").click();
    }

    /// Keeps what the window shows as `target/screenshots/<name>.png`.
    static void screenshot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(Path.of("target", "screenshots", name + ".png")));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
