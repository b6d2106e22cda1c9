package io.trunkline.server;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Whether Keycloak answers right now. Asked before someone is sent there to sign in, and by
/// readiness; the answer is kept for two seconds, so that a crowd at the door asks once.
@ApplicationScoped
public class KeycloakProbe {

    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final URI realm;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
    private @Nullable Answer last;

    KeycloakProbe(
            @ConfigProperty(name = "trunkline.keycloak.url") String url,
            @ConfigProperty(name = "trunkline.keycloak.realm") String realm) {
        this.realm = URI.create(url + "/realms/" + realm);
    }

    /// Blocks for at most some seconds.
    public synchronized boolean isThere() {
        Instant now = Instant.now();
        if (last == null || last.at().plus(KEPT).isBefore(now)) {
            last = new Answer(ask(), now);
        }
        return last.there();
    }

    private boolean ask() {
        HttpRequest request = HttpRequest.newBuilder(realm).timeout(PATIENCE).GET().build();
        try {
            HttpResponse<Void> response =
                    client.send(request, HttpResponse.BodyHandlers.discarding());
            return response.statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private record Answer(boolean there, Instant at) {}
}
