package io.trunkline.server.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.testing.TestTenants;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives each customer of the world a call task: a batch of all, dispatched to the districts.
final class CallTaskWorld {

    private static final String API = "/api/v1/plugins/call-tasks";
    private static final ObjectMapper JSON = new ObjectMapper();

    private CallTaskWorld() {}

    static World fill(Server server, World world) {
        Map<Long, Long> tasks = new HashMap<>();
        for (String tenant : TestTenants.BOTH) {
            Person boss = world.everybodysBoss(tenant);
            String batch =
                    read(
                                    server,
                                    boss,
                                    "POST",
                                    "/batches",
                                    """
                                    {"requestId":"matrix-%s","name":"Matrix","priority":2,
                                     "customers":{"agreementEndFrom":"2040-12-31","agreementEndTo":"2042-12-31"},
                                     "script":"","dueAt":"2040-01-01T00:00:00Z"}
                                    """
                                            .formatted(tenant))
                            .path("id")
                            .asText();
            read(server, boss, "POST", "/batches/" + batch + "/dispatch", "");
            JsonNode list = read(server, boss, "GET", "/tasks?limit=200&batch=" + batch, null);
            for (JsonNode task : list.path("tasks")) {
                tasks.put(task.path("customerId").asLong(), task.path("id").asLong());
            }
        }
        return world.withTasks(tasks);
    }

    private static JsonNode read(
            Server server, Person person, String method, String path, @Nullable String body) {
        Call call = body == null ? Call.of(method, API + path) : Call.of(method, API + path, body);
        Server.Answer answer = server.ask(person, call);
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(path + " answered " + answer);
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
