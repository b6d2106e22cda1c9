package io.trunkline.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/// A real Keycloak. Its data lies in a database of its own in the embedded PostgreSQL, which
/// survives a crash better than its file database.
final class Keycloak {
    static final String ADMIN_CLIENT = "standalone-admin";
    private static final String DATABASE = "keycloak";
    private static final List<String> SMALL =
            List.of(
                    "-Xms64m",
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:MaxMetaspaceSize=256m");

    private final Home home;
    private final Secrets secrets;
    private final int port;

    Keycloak(Home home, Secrets secrets, int port) {
        this.home = home;
        this.secrets = secrets;
        this.port = port;
    }

    URI url() {
        return URI.create("http://localhost:" + port);
    }

    /// Starts; does not wait until it answers.
    Part start(Path programs, Postgres postgres) {
        postgres.createDatabase(DATABASE, DATABASE, secrets.get("keycloak-database"));
        var line = KeycloakDistribution.java(programs, SMALL);
        line.add(1, "-Dtrunkline.home=" + home.root());
        line.addAll(List.of("start", "--optimized"));
        var environment = new LinkedHashMap<String, String>();
        environment.put("KC_DB_URL", postgres.url(DATABASE));
        environment.put("KC_DB_USERNAME", DATABASE);
        environment.put("KC_DB_PASSWORD", secrets.get("keycloak-database"));
        environment.put("KC_DB_POOL_MAX_SIZE", "20");
        environment.put("KC_HTTP_ENABLED", "true");
        environment.put("KC_HTTP_HOST", Ports.LOOPBACK);
        environment.put("KC_HTTP_PORT", Integer.toString(port));
        environment.put("KC_HOSTNAME", url().toString());
        environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_ID", ADMIN_CLIENT);
        environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", secrets.get("keycloak-admin"));
        return Part.start(home, "keycloak", Part.Command.java(line, environment, port));
    }

    void awaitReady(Part part) {
        awaitOk(url().resolve("/realms/master"), part, Duration.ofMinutes(5));
    }

    /// Waits until a page answers 200.
    static void awaitOk(URI page, Part part, Duration time) {
        var end = Instant.now().plus(time);
        while (!answers(page)) {
            part.requireAlive();
            if (Instant.now().isAfter(end)) {
                throw new StandaloneException(page + " does not answer.");
            }
            Pause.milliseconds(200);
        }
    }

    static boolean answers(URI page) {
        try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            var request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(5)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("Interrupted.", e);
        }
    }
}
