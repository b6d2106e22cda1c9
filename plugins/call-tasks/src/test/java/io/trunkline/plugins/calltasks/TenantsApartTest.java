package io.trunkline.plugins.calltasks;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.plugin.PluginUnderTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Every route, called with ids of another tenant by someone who may do everything in her own.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
@QuarkusTestResource(PluginUnderTest.class)
class TenantsApartTest {

    private static final String DAY = "2042-03-01";

    private final Api owner = new Api(TestTenants.ACME, "everything");
    private final Api stranger = new Api(TestTenants.GLOBEX, "everything");
    private final List<Executable> checks = new ArrayList<>();

    @Test
    void idsOfAnotherTenantDoNotExistOnAnyRoute() {
        String unit = owner.unit(TestTenants.DISTRICT);
        String ownUnit = stranger.unit(TestTenants.DISTRICT);
        String customer = owner.customer(unit, DAY);
        String batch = owner.batch(UUID.randomUUID().toString(), DAY).getString("id");
        owner.post("/batches/" + batch + "/dispatch");
        String task = owner.get("/tasks?batch=" + batch).getString("tasks[0].id");
        String member =
                owner.request()
                        .get("/api/v1/members?permission=call-tasks.work")
                        .jsonPath()
                        .getString("items[0].id");

        get("/batches/" + batch);
        get("/units/" + unit + "/agents");
        get("/customers/" + customer + "/tasks");
        for (String list : List.of("progress", "hours", "tasks", "calls")) {
            get("/" + list + "?batch=" + batch);
        }
        get("/tasks?unit=" + unit);
        for (String step : List.of("resume", "dispatch", "close")) {
            post("/batches/" + batch + "/" + step, Map.of());
        }
        post("/allocations", Map.of("districtId", unit));
        post("/allocations", Map.of("districtId", ownUnit, "batchId", batch));
        post("/allocations", Map.of("districtId", ownUnit, "taskIds", List.of(task)));
        post("/shares", Map.of("districtId", unit));
        post("/shares", Map.of("districtId", ownUnit, "taskIds", List.of(task)));
        post("/assignments", assign(Map.of("orgUnitId", unit)));
        post("/assignments", assign(Map.of("orgUnitId", ownUnit, "batchId", batch)));
        post("/assignments", assign(Map.of("orgUnitId", ownUnit, "taskIds", List.of(task))));
        post("/assignments", assign(Map.of("orgUnitId", ownUnit, "memberIds", List.of(member))));
        post("/assignments", assign(Map.of("orgUnitId", ownUnit, "fromMemberId", member)));
        post("/recalls", Map.of("orgUnitId", unit));
        post("/recalls", Map.of("orgUnitId", ownUnit, "memberIds", List.of(member)));
        post("/tasks/" + task + "/take", Map.of());
        post("/tasks/" + task + "/dial", Map.of());
        for (String way : List.of("outcome", "outcome-and-next")) {
            post("/tasks/" + task + "/" + way, Map.of("requestId", "1", "disposition", "AGREED"));
        }
        assertAll(checks);

        assertEquals(0, stranger.batch(UUID.randomUUID().toString(), DAY).getInt("expected"));
        assertEquals(0, stranger.get("/progress").getInt("totals.total"));
        assertEquals(List.of(), stranger.get("/calls").getList("$"));
        assertEquals(List.of(), stranger.get("/tasks").getList("tasks"));
        assertNull(stranger.post("/tasks/next").getString("task"));
        assertEquals(1, owner.get("/batches/" + batch).getInt("totals.waiting"));
    }

    private void get(String path) {
        checks.add(() ->
                assertEquals(404, stranger.request().get(Api.TASKS + path).statusCode(), path));
    }

    private void post(String path, Map<String, ?> body) {
        checks.add(() ->
                assertEquals(
                        404,
                        stranger.request().body(body).post(Api.TASKS + path).statusCode(),
                        () -> path + " " + body));
    }

    private static Map<String, Object> assign(Map<String, Object> body) {
        Map<String, Object> all = new HashMap<>(body);
        all.put("strategy", "LEAST_LOADED");
        return all;
    }
}
