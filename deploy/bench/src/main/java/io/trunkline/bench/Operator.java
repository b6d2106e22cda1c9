package io.trunkline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.standalone.StandaloneStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// Who installs, upgrades and removes the plugin `bench`, over the API as operators do.
final class Operator implements AutoCloseable {

    private static final String PLUGINS = "/api/v1/operator/plugins";
    private static final String BOUNDARY = "trunkline-bench-part";

    /// An index on a large table takes its time.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /// Each lists every release, so not at each look.
    private static final Duration QUESTION = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LOOK = Duration.ofMillis(20);

    /// A token is good for an hour.
    private static final Duration TOKEN = Duration.ofMinutes(30);

    private final StandaloneStack stack;
    private final String tenant;
    private final HttpClient client = HttpClient.newHttpClient();
    private String token = "";
    private String memberToken = "";
    private Instant renewal = Instant.MIN;

    /// @param tenant one that has the plugin enabled, to see what serves it
    Operator(StandaloneStack stack, String tenant) {
        this.stack = stack;
        this.tenant = tenant;
    }

    void install(Path zip) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                """
                --%s\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: application/zip\r
                \r
                """
                        .formatted(BOUNDARY, zip.getFileName())
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(Files.readAllBytes(zip));
        body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
        send(
                "POST",
                PLUGINS + "/releases",
                "multipart/form-data; boundary=" + BOUNDARY,
                BodyPublishers.ofByteArray(body.toByteArray()));
    }

    /// A member of the tenant that has the plugin enabled. Not signed in for each call: the server
    /// remembers a token as long as it is good.
    Rest member() {
        renew();
        return new Rest(stack.url(), memberToken);
    }

    /// Lets a release serve, and waits until it does.
    void use(String version) throws Exception {
        send(
                "PUT",
                PLUGINS + "/" + Releases.PLUGIN,
                "application/json",
                BodyPublishers.ofString("{\"version\":\"" + version + "\"}"));
        await(200, "\"" + version + "\"");
    }

    /// Ends the plugin, and waits until nobody is served by it.
    void remove() throws Exception {
        send(
                "DELETE",
                PLUGINS + "/" + Releases.PLUGIN,
                "application/json",
                BodyPublishers.noBody());
        await(404, "");
    }

    private void await(int status, String said) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        Instant question = Instant.now().plus(QUESTION);
        while (true) {
            HttpResponse<String> answer = version();
            if (answer.statusCode() == status && answer.body().contains(said)) {
                return;
            }
            if (Instant.now().isAfter(question)) {
                requireNotRefused(Instant.now().isAfter(end));
                question = Instant.now().plus(QUESTION);
            }
            Thread.sleep(LOOK);
        }
    }

    private void requireNotRefused(boolean late) throws Exception {
        String body = send("GET", PLUGINS, "application/json", BodyPublishers.noBody()).body();
        for (JsonNode plugin : JSON.readTree(body).path("items")) {
            JsonNode nodes = plugin.path("nodes");
            boolean refused = nodes.findValues("reason").stream().anyMatch(one -> !one.isNull());
            if (plugin.path("id").asText().equals(Releases.PLUGIN) && (refused || late)) {
                throw new IllegalStateException("in vain: " + nodes);
            }
        }
    }

    private HttpResponse<String> version() throws Exception {
        renew();
        return client.send(
                HttpRequest.newBuilder(
                                stack.url()
                                        .resolve("/api/v1/plugins/" + Releases.PLUGIN + "/version"))
                        .header("Authorization", "Bearer " + memberToken)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String type, BodyPublisher body)
            throws Exception {
        renew();
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(stack.url().resolve(path))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", type)
                                .method(method, body)
                                .build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private void renew() {
        if (Instant.now().isAfter(renewal)) {
            token = stack.operatorToken();
            memberToken = stack.token(tenant, "supervisor");
            renewal = Instant.now().plus(TOKEN);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
