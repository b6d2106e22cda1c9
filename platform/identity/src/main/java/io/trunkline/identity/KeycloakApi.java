package io.trunkline.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The realm's admin interface over HTTP, with a time-out on everything. Threads may share it.
///
/// What every caller has in common ends here: Keycloak that does not answer, fails, or refuses the
/// platform's own client is [StandardErrorCode#UNAVAILABLE]; what means something to a caller
/// (found, missing, taken, wrong) comes back as an [Answer].
final class KeycloakApi {

    private static final Logger LOG = Logger.getLogger(KeycloakApi.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
    private final String realm;
    private final Duration timeout;
    private final Duration mailTimeout;
    private final AdminToken token;

    KeycloakApi(Realm realm, AdminConfig config, String secret) {
        this.realm = realm.administration();
        this.timeout = config.timeout();
        this.mailTimeout = config.mailTimeout();
        this.token =
                new AdminToken(
                        URI.create(realm.tokens()),
                        config.clientId(),
                        secret,
                        timeout,
                        this::exchange);
    }

    /// @param status below 500, never 401 or 403
    /// @param body missing where there is none
    /// @param createdId the id at the end of the answer's Location
    record Answer(int status, JsonNode body, @Nullable String createdId) {

        boolean missing() {
            return status == 404;
        }

        boolean taken() {
            return status == 409;
        }

        boolean done() {
            return status < 300;
        }
    }

    /// What is at the path; a missing node when there is nothing.
    JsonNode get(String path) {
        Answer answer = send("GET", path, null);
        return answer.missing() ? MissingNode.getInstance() : require(answer, "GET", path).body();
    }

    Answer post(String path, @Nullable Object content) {
        return send("POST", path, content);
    }

    /// Asks Keycloak to fetch something from elsewhere, whose failure it answers as its own.
    Answer postToElsewhere(String path, Object content) {
        HttpResponse<String> response = authorized("POST", path, content, timeout);
        return new Answer(response.statusCode(), body(response), null);
    }

    /// @throws IllegalStateException when Keycloak says that it cannot be done
    Answer put(String path, @Nullable Object content) {
        return require(send("PUT", path, content), "PUT", path);
    }

    /// Removes what may be gone already.
    void delete(String path) {
        Answer answer = send("DELETE", path, null);
        if (!answer.missing()) {
            require(answer, "DELETE", path);
        }
    }

    /// Asks Keycloak to send a mail.
    ///
    /// @return false when it cannot: no mail server is set, or that one is away or refuses
    boolean putAndMail(String path, Object content) {
        HttpResponse<String> response;
        try {
            response = authorized("PUT", path, content, mailTimeout);
        } catch (PluginException e) {
            // Keycloak itself answered a moment ago: it waits for a mail server that is silent.
            if (e.getCause() instanceof HttpTimeoutException
                    && !(e.getCause() instanceof HttpConnectTimeoutException)) {
                LOG.warn("Keycloak sent no mail in time; does its mail server answer?");
                return false;
            }
            throw e;
        }
        if (response.statusCode() >= 400) {
            LOG.warnf("Keycloak sent no mail (%d); is its mail server set?", response.statusCode());
            return false;
        }
        return true;
    }

    /// @throws IllegalStateException when Keycloak says that it cannot be done
    static Answer require(Answer answer, String method, String path) {
        if (!answer.done()) {
            throw new IllegalStateException(
                    "Keycloak answers %d to %s %s: %s"
                            .formatted(
                                    answer.status(),
                                    method,
                                    path,
                                    answer.body().path("errorMessage").asText("no reason given")));
        }
        return answer;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    Answer send(String method, String path, @Nullable Object content) {
        HttpResponse<String> response = authorized(method, path, content, timeout);
        int status = response.statusCode();
        if (status >= 500 || status == 401 || status == 403) {
            LOG.errorf("Keycloak answers %d to %s %s", status, method, path);
            throw new PluginException(StandardErrorCode.UNAVAILABLE);
        }
        return new Answer(status, body(response), createdId(response));
    }

    /// A token that Keycloak no longer takes, after its restart for example, is replaced once.
    private HttpResponse<String> authorized(
            String method, String path, @Nullable Object content, Duration patience) {
        String bearer = token.get();
        HttpResponse<String> response = exchange(request(method, path, content, patience, bearer));
        if (response.statusCode() != 401) {
            return response;
        }
        token.forget(bearer);
        return exchange(request(method, path, content, patience, token.get()));
    }

    private HttpRequest request(
            String method,
            String path,
            @Nullable Object content,
            Duration patience,
            String bearer) {
        return HttpRequest.newBuilder(URI.create(realm + path))
                .method(
                        method,
                        content == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(written(content)))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .timeout(patience)
                .build();
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new PluginException(e, StandardErrorCode.UNAVAILABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PluginException(e, StandardErrorCode.UNAVAILABLE);
        }
    }

    private String written(Object content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private JsonNode body(HttpResponse<String> response) {
        if (response.body().isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return json.readTree(response.body());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable String createdId(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Location")
                .map(location -> location.substring(location.lastIndexOf('/') + 1))
                .orElse(null);
    }
}
