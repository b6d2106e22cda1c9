package io.trunkline.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The token of the platform's own client, kept until shortly before its end.
final class AdminToken {

    private static final Logger LOG = Logger.getLogger(AdminToken.class);
    private static final Duration SPARE = Duration.ofSeconds(15);

    private final URI address;
    private final String form;
    private final Duration timeout;
    private final Function<HttpRequest, HttpResponse<String>> exchange;
    private final ObjectMapper json = new ObjectMapper();
    private @Nullable Kept kept;

    AdminToken(
            URI address,
            String clientId,
            String secret,
            Duration timeout,
            Function<HttpRequest, HttpResponse<String>> exchange) {
        this.address = address;
        this.form =
                "grant_type=client_credentials&client_id="
                        + KeycloakApi.encode(clientId)
                        + "&client_secret="
                        + KeycloakApi.encode(secret);
        this.timeout = timeout;
        this.exchange = exchange;
    }

    synchronized String get() {
        if (kept == null || Instant.now().isAfter(kept.until())) {
            kept = fetch();
        }
        return kept.token();
    }

    synchronized void forget(String token) {
        if (kept != null && kept.token().equals(token)) {
            kept = null;
        }
    }

    private Kept fetch() {
        HttpResponse<String> response =
                exchange.apply(
                        HttpRequest.newBuilder(address)
                                .POST(BodyPublishers.ofString(form))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .timeout(timeout)
                                .build());
        if (response.statusCode() != 200) {
            LOG.errorf("Keycloak gives the platform no token (%d)", response.statusCode());
            throw new PluginException(StandardErrorCode.UNAVAILABLE);
        }
        try {
            JsonNode answer = json.readTree(response.body());
            Duration life = Duration.ofSeconds(answer.path("expires_in").asLong()).minus(SPARE);
            return new Kept(answer.path("access_token").asText(), Instant.now().plus(life));
        } catch (JsonProcessingException e) {
            throw new PluginException(e, StandardErrorCode.UNAVAILABLE);
        }
    }

    private record Kept(String token, Instant until) {}
}
