package io.trunkline.server.matrix;

import io.trunkline.testing.identity.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The server under test, asked as people of the world.
final class Server {

    /// A body that is sent as an uploaded file.
    static final String FILE =
            """
            --matrix\r
            Content-Disposition: form-data; name="file"; filename="matrix.csv"\r
            Content-Type: text/csv\r
            \r
            编号,姓名\r
            \r
            --matrix--\r
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> tokens = new HashMap<>();

    Server(URI address) {
        this.address = address;
    }

    record Answer(int status, String body) {}

    Answer ask(Person person, Call call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(call.path()))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token(person))
                        .header("Accept-Language", "en");
        String body = call.body();
        if (body != null) {
            request.header(
                    "Content-Type",
                    body.equals(FILE)
                            ? "multipart/form-data; boundary=matrix"
                            : "application/json");
        }
        request.method(
                call.method(),
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException("no answer to " + call, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String token(Person person) {
        return tokens.computeIfAbsent(
                person.username(),
                name -> TestTokens.token(name, List.of(person.tenant()), List.of()));
    }
}
