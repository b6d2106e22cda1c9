package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/// The product's REST interface as one signed-in person sees it: of one tenant, or an operator.
final class Api implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "trunkline-standalone-part";

    private final URI url;
    private final String tenant;
    private final String token;
    private final HttpClient client = HttpClient.newHttpClient();

    /// @param tenant key; empty for an operator
    Api(URI url, String tenant, String token) {
        this.url = url;
        this.tenant = tenant;
        this.token = token;
    }

    @Override
    public void close() {
        client.close();
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    JsonNode post(String path, Object content) {
        return send("POST", path, content);
    }

    JsonNode put(String path, Object content) {
        return send("PUT", path, content);
    }

    JsonNode delete(String path) {
        return send(request(path).DELETE());
    }

    private JsonNode send(String method, String path, Object content) {
        try {
            return send(
                    request(path)
                            .header("Content-Type", "application/json")
                            .method(
                                    method,
                                    BodyPublishers.ofString(JSON.writeValueAsString(content))));
        } catch (IOException e) {
            throw new StandaloneException("Not JSON: " + content, e);
        }
    }

    /// Sends a CSV file in the form part `file`.
    JsonNode upload(String path, String fileName, String content) {
        return upload(path, fileName, "text/csv", content.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends a file in the form part `file`.
    JsonNode upload(String path, String fileName, String type, byte[] content) {
        return upload(path, List.of(new Attachment(fileName, type, content)));
    }

    record Attachment(String fileName, String type, byte[] content) {}

    /// Sends files, each in a form part `file`.
    JsonNode upload(String path, List<Attachment> files) {
        var body = new ByteArrayOutputStream();
        for (var file : files) {
            body.writeBytes(
                    """
                    --%s\r
                    Content-Disposition: form-data; name="file"; filename="%s"\r
                    Content-Type: %s\r
                    \r
                    """
                            .formatted(BOUNDARY, file.fileName(), file.type())
                            .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(file.content());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
        return send(
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /// Fetches a file. What was there stays until all of the new one is.
    void download(String path, Path file) {
        var request = request(path).GET().timeout(Duration.ofHours(1)).build();
        try {
            var part = file.resolveSibling(file.getFileName() + ".part");
            try {
                var response =
                        client.send(
                                request,
                                info ->
                                        isRefused(info.statusCode())
                                                ? BodySubscribers.ofString(StandardCharsets.UTF_8)
                                                : BodySubscribers.mapping(
                                                        BodySubscribers.ofFile(part),
                                                        Path::toString));
                if (isRefused(response.statusCode())) {
                    throw refused(request, response.statusCode(), response.body());
                }
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new StandaloneException("The file was not fetched: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("Interrupted.", e);
        }
    }

    private static boolean isRefused(int status) {
        return status >= 300;
    }

    private HttpRequest.Builder request(String path) {
        var request =
                HttpRequest.newBuilder(url.resolve("/api/v1" + path))
                        .header("Authorization", "Bearer " + token)
                        // The launcher speaks English.
                        .header("Accept-Language", "en")
                        .timeout(Duration.ofMinutes(1));
        return tenant.isEmpty() ? request : request.header("Trunkline-Tenant", tenant);
    }

    /// With what the answer says for people, and its code.
    private static RefusedByServer refused(HttpRequest request, int status, String body) {
        var said = body;
        var code = "";
        try {
            var problem = JSON.readTree(body);
            if (problem.path("title").isTextual()) {
                code = problem.path("code").asText();
                said = problem.path("title").asText() + " (" + code + ")";
            }
        } catch (IOException notJson) {
            said = body;
        }
        return new RefusedByServer(
                "%s %s answers %d: %s"
                        .formatted(request.method(), request.uri().getPath(), status, said),
                code);
    }

    private JsonNode send(HttpRequest.Builder builder) {
        var request = builder.build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (isRefused(response.statusCode())) {
                throw refused(request, response.statusCode(), response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new StandaloneException("The server does not answer at " + url + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("Interrupted.", e);
        }
    }
}
