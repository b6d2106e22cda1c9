package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the command says of a server's answers, which are written down here.
class PluginCommandTest {
    private static final String PLUGINS = "/api/v1/operator/plugins";
    private static final String NOTHING = "{\"items\": []}";

    @TempDir Path folder;

    private final Map<String, String> answers = new HashMap<>();
    private HttpServer server;

    @BeforeEach
    void answer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        answers.put(
                PLUGINS,
                """
                {"items": [{"id": "example", "wanted": {"kind": "BUNDLED"}, "bundled": "0.1.0",
                  "releases": [], "nodes": []}]}
                """);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aPluginThatIsNoneIsNamed() {
        answers.put(PLUGINS + "/nope/rollouts", NOTHING);
        answers.put(PLUGINS + "/nope/data", NOTHING);
        refused("There is no plugin \"nope\".", "rollouts", "nope");
        refused("There is no plugin \"nope\".", "data", "nope");
        refused("There is no plugin \"No such\".", "use", "No such");
    }

    @Test
    void aPluginWithoutIsToldFromNone() {
        answers.put(PLUGINS + "/example/rollouts", NOTHING);
        answers.put(PLUGINS + "/example/data", NOTHING);
        assertTrue(said("rollouts", "example").startsWith("Nothing of example was rolled out"));
        assertEquals("example keeps nothing in the database.\n", said("data", "example"));
    }

    @Test
    void aRefusedExportIsToldInWordsAndLeavesNothing() throws IOException {
        var file = folder.resolve("nope.zip");
        refused(
                "There is no plugin or release “nope”. (RELEASE_UNKNOWN)",
                "export-data",
                "nope",
                file.toString());
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void anExportOverwritesNothingUnlessToldTo() throws IOException {
        answers.put(PLUGINS + "/example/data/export", "the zip");
        var file = folder.resolve("copy.zip");
        said("export-data", "example", file.toString());
        assertEquals("the zip", Files.readString(file));
        Files.writeString(file, "mine");
        refused(file + " is there already", "export-data", "example", file.toString());
        assertEquals("mine", Files.readString(file));
        said("export-data", "example", "--overwrite", file.toString());
        assertEquals("the zip", Files.readString(file));

        answers.remove(PLUGINS + "/example/data/export");
        assertThrows(
                StandaloneException.class,
                () -> said("export-data", "example", file.toString(), "--overwrite"));
        assertEquals("the zip", Files.readString(file));
        var away = folder.resolve("none/copy.zip").toString();
        refused("There is no folder " + folder.resolve("none"), "export-data", "example", away);
        refused(folder + " is a folder", "export-data", "example", folder.toString());
    }

    @Test
    void whoeverIsNotTrustedCanBe() throws IOException {
        var zip = Files.writeString(folder.resolve("some.zip"), "a zip");
        refused("./trunkline plugin trust CERTIFICATE", "install", zip.toString());
        var none = folder.resolve("none.zip").toString();
        refused("There is no file " + none + ".", "install", none);
    }

    @Test
    void theListTellsWhatIsBeingRolledOut() {
        answers.put(
                PLUGINS,
                """
                {"items": [{"id": "example", "wanted": {"kind": "RELEASE", "version": "0.2.0"},
                  "bundled": null, "nodes": [],
                  "releases": [{"version": "0.3.0", "publisher": "Partner", "installedAt": "2026-11-27T06:00:00Z"}]}]}
                """);
        answers.put(
                PLUGINS + "/example/rollouts",
                """
                {"items": [{"version": "0.3.0", "from": "0.2.0", "state": "RUNNING", "step": 0, "tenants": 1,
                  "steps": [{"tenants": ["wuhan"], "percent": 0}, {"tenants": [], "percent": 100}],
                  "stepAt": "2026-11-27T06:00:00Z"}]}
                """);
        var said = said("list");
        assertTrue(
                said.contains(
                        "being rolled out: 0.3.0 in place of 0.2.0, watched, step 1 of 2 (1 named), 1 tenant since 2026-11-27"),
                said);
        assertFalse(said.contains("T06:00:00Z"), said);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            var body = answers.get(path);
            var status = 200;
            if (path.endsWith("/releases")) {
                status = 403;
                body = "{\"title\": \"Signed by “X”\", \"code\": \"PUBLISHER_UNKNOWN\"}";
            } else if (body == null) {
                status = 404;
                body =
                        "{\"title\": \"There is no plugin or release “nope”.\", \"code\": \"RELEASE_UNKNOWN\"}";
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void refused(String words, String... command) {
        var refused = assertThrows(StandaloneException.class, () -> said(command));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    private String said(String... words) {
        var said = new ByteArrayOutputStream();
        var url = URI.create("http://localhost:" + server.getAddress().getPort());
        try (var api = new Api(url, "", "token")) {
            var out = new PrintStream(said, true, StandardCharsets.UTF_8);
            assertEquals(0, new PluginCommand(api, out).run(List.of(words)), said::toString);
        }
        return said.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
