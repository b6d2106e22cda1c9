package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plugins as they were released run on this server: what a partner built once goes on working.
class ReleasedPluginsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PLUGINS = "/plugins/";

    /// What is done with each plugin, as a supervisor.
    private static final Map<String, Use> USES =
            Map.of(
                    "example",
                    new Use(
                            "p/example/favourites",
                            api -> api.get(PLUGINS + "example/favourites"),
                            ReleasedPluginsIT::mark),
                    "call-tasks",
                    new Use(
                            "p/call-tasks/batches",
                            api -> api.get(PLUGINS + "call-tasks/batches").path("batches"),
                            ReleasedPluginsIT::makeABatch));

    private static StandaloneStack stack;
    private static Chromium chromium;
    private static Publisher publisher;

    @TempDir static Path folder;

    private interface Call {
        JsonNode by(Api api);
    }

    /// @param view its entry in the menu
    /// @param read answers a list
    /// @param write makes that list one longer, and answers what was made
    private record Use(String view, Call read, Call write) {}

    @BeforeAll
    static void start() throws Exception {
        stack = SharedStack.get();
        SharedStack.forgetPreferences();
        chromium = Chromium.start();
        publisher = Publisher.fresh(folder, "Earlier Self");
        Files.copy(publisher.certificate(), trusted());
    }

    @AfterAll
    static void stop() throws IOException {
        Files.deleteIfExists(trusted());
        chromium.close();
    }

    private static Path trusted() {
        return stack.home().trusted().resolve("earlier-self.pem");
    }

    static Stream<KeptRelease> releases() throws IOException {
        return KeptRelease.all();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void runsHere(KeptRelease release) throws Exception {
        var use = USES.get(release.plugin());
        assertNotNull(use, () -> "say here what is done with " + release.plugin());
        var zip = release.complete();
        publisher.sign(zip);
        command(0, "install", zip.toString());
        try {
            var used = command(0, "use", release.plugin(), release.version());
            assertTrue(used.contains("runs " + release.version()), used);
            awaitPublisher(release.plugin());

            try (var supervisor = as("supervisor")) {
                var before = use.read().by(supervisor).size();
                assertTrue(use.write().by(supervisor).hasNonNull("id"));
                assertEquals(before + 1, use.read().by(supervisor).size());
            }
            var page = chromium.signedIn(stack, "supervisor.zhengzhou");
            var entry =
                    page.locator(".tl-nav vaadin-side-nav-item[path='%s']".formatted(use.view()));
            assertThat(entry).hasCount(1);
            page.navigate(stack.url() + "/" + use.view());
            assertThat(page.locator(".tl-page > .tl-view")).isVisible();

            checkedBeforeAnUpgrade(release);
        } finally {
            command(0, "roll-back", release.plugin());
        }
    }

    /// What the operator is told of it, before she puts a platform with another SPI in place.
    private static void checkedBeforeAnUpgrade(KeptRelease release) throws Exception {
        var same = OtherSpi.jar(folder, "0.1.9", List.of());
        var fits = command(0, "check", "--spi", same.toString());
        assertTrue(
                fits.contains(release.plugin() + " " + release.version() + " fits SPI 0.1.9"),
                fits);
        assertTrue(fits.matches("(?s).*; enabled for \\d+: .*wuhan.*, zhengzhou.*"), fits);
        var less = OtherSpi.jar(folder, "0.2.0", List.of("TenantSession"));
        var breaks = command(1, "check", "--spi", less.toString());
        assertTrue(
                breaks.contains(
                        release.plugin()
                                + " "
                                + release.version()
                                + " does not fit SPI 0.2.0; enabled for"),
                breaks);
        assertTrue(breaks.contains("its range >=0.1.0 & <0.2.0 leaves that SPI out"), breaks);
        assertTrue(
                breaks.contains(
                        "uses class io.trunkline.spi.TenantSession, which this SPI does not have"),
                breaks);
        Files.delete(same);
        Files.delete(less);
    }

    private static JsonNode mark(Api supervisor) {
        var customer =
                supervisor
                        .post("/customers", Map.of("externalNumber", "RELEASED-1", "name", "章鱼"))
                        .path("id")
                        .asText();
        return supervisor.post(
                PLUGINS + "example/favourites", Map.of("customerId", customer, "note", "老朋友"));
    }

    private static JsonNode makeABatch(Api supervisor) {
        return supervisor.post(
                PLUGINS + "call-tasks/batches",
                Map.of(
                        "requestId",
                        "released",
                        "name",
                        "旧版批次",
                        "customers",
                        Map.of("query", "章鱼"),
                        "script",
                        "您好",
                        "priority",
                        2,
                        "dueAt",
                        Instant.now().plus(Duration.ofDays(3)).toString()));
    }

    /// What came with the server has the same version: the publisher tells them apart.
    private static void awaitPublisher(String plugin) {
        var end = Instant.now().plus(PATIENCE);
        try (var admin = as("admin")) {
            while (!publisherOf(admin, plugin).equals(publisher.name())) {
                assertTrue(Instant.now().isBefore(end), () -> plugin + " is not the release");
                Pause.milliseconds(300);
            }
        }
    }

    private static String publisherOf(Api admin, String plugin) {
        for (var module : admin.get("/modules").path("items")) {
            if (module.path("id").asText().equals(plugin)) {
                return module.path("publisher").asText();
            }
        }
        return "";
    }

    private static Api as(String user) {
        return new Api(stack.url(), "zhengzhou", stack.token("zhengzhou", user));
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
