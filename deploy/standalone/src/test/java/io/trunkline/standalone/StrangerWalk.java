package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Reads every address there is as people of one tenant, with ids of another.
final class StrangerWalk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TRIES = 30;
    private static final String NOBODYS_ID = "4611686018427387904";

    /// What plugins answer, which the OpenAPI document does not name yet.
    private static final List<String> PLUGINS =
            List.of(
                    "/api/v1/plugins/call-tasks/batches",
                    "/api/v1/plugins/call-tasks/batches/{id}",
                    "/api/v1/plugins/call-tasks/units/{id}/agents",
                    "/api/v1/plugins/call-tasks/tasks",
                    "/api/v1/plugins/call-tasks/tasks?batch={id}",
                    "/api/v1/plugins/call-tasks/tasks?unit={id}",
                    "/api/v1/plugins/call-tasks/tasks?assignee={id}",
                    "/api/v1/plugins/call-tasks/tasks/held",
                    "/api/v1/plugins/call-tasks/queue",
                    "/api/v1/plugins/call-tasks/progress",
                    "/api/v1/plugins/call-tasks/progress?batch={id}",
                    "/api/v1/plugins/call-tasks/hours",
                    "/api/v1/plugins/call-tasks/hours?batch={id}",
                    "/api/v1/plugins/call-tasks/calls",
                    "/api/v1/plugins/call-tasks/calls?batch={id}",
                    "/api/v1/plugins/call-tasks/customers/{id}/tasks",
                    "/api/v1/plugins/example/favourites");

    private final StandaloneStack stack;
    private final String tenant;
    private final Set<String> ids;
    private final HttpClient client = HttpClient.newHttpClient();

    /// @param tenant whose people walk
    /// @param ids of records of another tenant
    StrangerWalk(StandaloneStack stack, String tenant, List<String> ids) {
        this.stack = stack;
        this.tenant = tenant;
        this.ids = new TreeSet<>(ids);
    }

    void everyAddressAnswersAsIfThereWereNothing() {
        var addresses = addresses();
        assertTrue(addresses.size() > 25, addresses::toString);
        for (var person : List.of("supervisor", "lead", "agent1")) {
            var token = stack.token(tenant, person);
            for (var address : addresses) {
                if (address.contains("{id}")) {
                    withEachId(address, token);
                } else {
                    assertShowsNone(address, get(address, token));
                }
            }
        }
    }

    private void withEachId(String address, String token) {
        var nobodys = get(address.replace("{id}", NOBODYS_ID), token);
        for (var id : ids) {
            var named = address.replace("{id}", id);
            var answer = get(named, token);
            assertEquals(nobodys.statusCode(), answer.statusCode(), named);
            assertShowsNone(named, answer);
            if (answer.statusCode() == 200) {
                assertTrue(isEmpty(answer.body()), () -> named + " answers " + answer.body());
            } else {
                assertEquals(nobodys.body(), answer.body(), named);
            }
        }
        if (!address.contains("?")) {
            assertTrue(
                    Set.of(403, 404).contains(nobodys.statusCode()),
                    () -> address + " answers " + nobodys.statusCode());
        }
    }

    private void assertShowsNone(String address, HttpResponse<String> answer) {
        assertTrue(answer.statusCode() < 500, () -> address + " answers " + answer.body());
        for (var id : ids) {
            assertTrue(!answer.body().contains(id), () -> address + " shows " + id);
        }
    }

    private static boolean isEmpty(String body) {
        var answer = json(body);
        if (answer.isArray()) {
            return answer.isEmpty();
        }
        for (var list : List.of("items", "tasks", "batches", "nodes")) {
            if (answer.path(list).size() > 0) {
                return false;
            }
        }
        return answer.path("totals").path("total").asInt() == 0;
    }

    private List<String> addresses() {
        var found = new ArrayList<>(PLUGINS);
        json(get("/q/openapi?format=json", "").body())
                .path("paths")
                .properties()
                .forEach(path -> {
                    var isOrdinary =
                            path.getValue().has("get")
                                    && !path.getKey().contains("{path}")
                                    && !path.getKey().contains("/operator/");
                    if (isOrdinary) {
                        found.add(path.getKey());
                    }
                });
        assertTrue(found.contains("/api/v1/customers/{id}"), found::toString);
        for (var filter : List.of("import", "district", "owner", "phone", "q")) {
            found.add("/api/v1/customers?" + filter + "={id}");
        }
        found.add("/api/v1/members?permission=customer.view&orgUnit={id}");
        return found;
    }

    private HttpResponse<String> get(String address, String token) {
        var request =
                HttpRequest.newBuilder(stack.url().resolve(address)).timeout(Duration.ofMinutes(1));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return patiently(request.build());
        } catch (IOException e) {
            throw new AssertionError(address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(address, e);
        }
    }

    /// A tenant may ask only so often a second; who is told to come again comes again.
    private HttpResponse<String> patiently(HttpRequest request)
            throws IOException, InterruptedException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var answer = client.send(request, BodyHandlers.ofString());
            var seconds = answer.headers().firstValue("Retry-After");
            if (answer.statusCode() != 429 || seconds.isEmpty()) {
                return answer;
            }
            Thread.sleep(Duration.ofSeconds(Long.parseLong(seconds.get())));
        }
        throw new AssertionError(request.uri() + " was refused " + MOST_TRIES + " times");
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError(body, e);
        }
    }
}
