package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/// The few calls of Keycloak's admin and token interfaces that a standalone installation needs.
final class KeycloakAdmin implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    /// A token of the master realm lives a minute; setting up many tenants takes longer.
    private static final Duration RENEWED_AFTER = Duration.ofSeconds(30);

    private final URI url;
    private final Map<String, String> credentials;
    private final HttpClient client = HttpClient.newHttpClient();
    private String bearer;
    private Instant issued;

    KeycloakAdmin(URI url, String clientId, String clientSecret) {
        this.url = url;
        this.credentials =
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", clientId,
                        "client_secret", clientSecret);
        this.bearer = token("master", credentials);
        this.issued = Instant.now();
    }

    private String bearer() {
        if (issued.plus(RENEWED_AFTER).isBefore(Instant.now())) {
            bearer = token("master", credentials);
            issued = Instant.now();
        }
        return bearer;
    }

    @Override
    public void close() {
        client.close();
    }

    /// Asks for one thing or a list.
    ///
    /// @return what is there, or a missing node for 404
    JsonNode get(String path) {
        var response = send(path, "GET", null);
        return response.statusCode() == 404 ? MissingNode.getInstance() : body(response);
    }

    void post(String path, Object content) {
        send(path, "POST", content);
    }

    void put(String path, Object content) {
        send(path, "PUT", content);
    }

    void delete(String path) {
        send(path, "DELETE", null);
    }

    private HttpResponse<String> send(
            String path, String method, @org.jspecify.annotations.Nullable Object content) {
        try {
            var publisher =
                    content == null
                            ? BodyPublishers.noBody()
                            : BodyPublishers.ofString(JSON.writeValueAsString(content));
            var request =
                    HttpRequest.newBuilder(url.resolve("/admin/realms" + path))
                            .method(method, publisher)
                            .header("Authorization", "Bearer " + bearer())
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofMinutes(1))
                            .build();
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300
                    && !(response.statusCode() == 404 && method.equals("GET"))) {
                throw new StandaloneException(
                        "Keycloak refuses %s %s: %d %s"
                                .formatted(method, path, response.statusCode(), response.body()));
            }
            return response;
        } catch (IOException e) {
            throw new StandaloneException("Keycloak does not answer at " + url + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("Interrupted.", e);
        }
    }

    private String token(String realm, Map<String, String> form) {
        return token(client, url, realm, form);
    }

    /// Asks a realm for a token.
    ///
    /// @param form fields of a token request
    /// @return the access token
    static String token(URI url, String realm, Map<String, String> form) {
        try (var client = HttpClient.newHttpClient()) {
            return token(client, url, realm, form);
        }
    }

    private static String token(
            HttpClient client, URI url, String realm, Map<String, String> form) {
        var body =
                form.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"));
        var request =
                HttpRequest.newBuilder(
                                url.resolve("/realms/" + realm + "/protocol/openid-connect/token"))
                        .POST(BodyPublishers.ofString(body))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .timeout(Duration.ofSeconds(30))
                        .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new StandaloneException(
                        "Keycloak gives no token: "
                                + body(response).path("error_description").asText(response.body()));
            }
            return body(response).get("access_token").asText();
        } catch (IOException e) {
            throw new StandaloneException("Keycloak does not answer at " + url + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("Interrupted.", e);
        }
    }

    private static JsonNode body(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new StandaloneException("Keycloak answers no JSON: " + response.body(), e);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
