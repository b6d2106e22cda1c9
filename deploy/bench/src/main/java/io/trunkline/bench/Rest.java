package io.trunkline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One signed-in caller of the API. The JDK's plain blocking client, because it costs the least:
/// the load shares its two cores with what is measured.
final class Rest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_MILLIS = 30_000;

    static {
        // Idle connections kept for one server; fewer than clients would reconnect all the time.
        System.setProperty("http.maxConnections", "64");
    }

    private final URI root;
    private final String token;

    Rest(URI root, String token) {
        this.root = root;
        this.token = token;
    }

    /// @return the body of a 200; anything else is an error
    String get(String path) throws IOException {
        return send(path, null);
    }

    String post(String path, String json) throws IOException {
        return send(path, json);
    }

    JsonNode json(String body) throws IOException {
        return JSON.readTree(body);
    }

    private String send(String path, @Nullable String json) throws IOException {
        HttpURLConnection request = (HttpURLConnection) root.resolve(path).toURL().openConnection();
        request.setConnectTimeout(TIMEOUT_MILLIS);
        request.setReadTimeout(TIMEOUT_MILLIS);
        request.setRequestProperty("Authorization", "Bearer " + token);
        request.setRequestProperty("Accept", "application/json");
        if (json != null) {
            request.setDoOutput(true);
            request.setRequestMethod("POST");
            request.setRequestProperty("Content-Type", "application/json");
            try (OutputStream body = request.getOutputStream()) {
                body.write(json.getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = request.getResponseCode();
        try (InputStream answer =
                status < 400 ? request.getInputStream() : request.getErrorStream()) {
            String body =
                    answer == null ? "" : new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            if (status != 200) {
                throw new IOException(path + ": " + status + " " + body);
            }
            return body;
        }
    }
}
