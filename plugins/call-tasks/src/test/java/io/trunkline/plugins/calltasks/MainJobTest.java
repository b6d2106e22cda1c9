package io.trunkline.plugins.calltasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.plugin.PluginUnderTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The main job in the real platform, over HTTP.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
@QuarkusTestResource(PluginUnderTest.class)
class MainJobTest {

    private static final String DAY = "2041-03-01";

    private final Api supervisor = new Api(TestTenants.ACME, "supervisor");
    private final Api lead = new Api(TestTenants.ACME, "lead");
    private final Api agent = new Api(TestTenants.ACME, "agent1");

    @Test
    void customersBecomeTasksThatAreHandedDownWorkedAndWatched() throws Exception {
        String north = supervisor.unit(TestTenants.DISTRICT);
        String south = supervisor.unit(TestTenants.OTHER_DISTRICT);
        String customer = supervisor.customer(north, DAY);
        for (int i = 1; i < 12; i++) {
            supervisor.customer(north, DAY);
        }
        for (int i = 0; i < 3; i++) {
            supervisor.customer(null, DAY);
        }
        Map<String, Object> ends = Map.of("agreementEndFrom", DAY, "agreementEndTo", DAY);
        assertEquals(15, supervisor.post("/batches/preview", Map.copyOf(ends)).getInt("customers"));

        String request = UUID.randomUUID().toString();
        JsonPath batch = supervisor.batch(request, DAY);
        String id = batch.getString("id");
        assertEquals(id, supervisor.batch(request, DAY).getString("id"));
        assertEquals("READY", batch.getString("state"));
        assertEquals(15, batch.getInt("totals.total"));
        assertEquals(3, batch.getInt("totals.unmatched"));
        assertEquals(12, supervisor.post("/batches/" + id + "/dispatch").getInt("count"));

        assertEquals("FORBIDDEN", lead.problem("/allocations", Map.of("districtId", south)));
        assertEquals(
                3,
                supervisor
                        .post("/allocations", Map.of("batchId", id, "districtId", south))
                        .getInt("count"));
        assertEquals(
                "OUT_OF_REACH",
                new Api(TestTenants.ACME, "lead2").problem("/assignments", all(id, north)));
        assertEquals(12, lead.post("/assignments", all(id, north)).getInt("count"));
        assertEquals(
                List.of(4, 4, 4),
                lead.get("/units/" + north + "/agents").getList("open", Integer.class));

        JsonPath queue = agent.get("/queue");
        assertEquals(4, queue.getList("assigned").size());
        assertEquals("Someone", queue.getString("assigned[0].customerName"));
        String task = agent.post("/tasks/next").getString("task.id");
        assertEquals(task, agent.post("/tasks/next").getString("task.id"));
        assertTrue(
                agent.post("/tasks/" + task + "/dial")
                        .getString("number")
                        .matches("\\+86138\\d{8}"));
        String worked = agent.get("/tasks/held").getString("task.customerId");
        JsonPath saved = agent.outcome(task, "outcome-and-next", "AGREED");
        assertNotEquals(task, saved.getString("next.id"));
        assertEquals(
                "TASK_NOT_HELD",
                agent.problem(
                        "/tasks/" + task + "/outcome",
                        Map.of("requestId", "x", "disposition", "AGREED")));
        for (int i = 1; i < 4; i++) {
            saved = agent.outcome(saved.getString("next.id"), "outcome-and-next", "REFUSED");
        }
        assertNull(saved.getString("next"));

        JsonPath progress = supervisor.get("/progress?batch=" + id);
        assertEquals(4, progress.getInt("totals.done"));
        assertEquals(1, progress.getInt("totals.success"));
        assertEquals(12, progress.getInt("nodes.find { it.id == '" + north + "' }.totals.total"));
        assertEquals(3, progress.getInt("nodes.find { it.id == '" + south + "' }.pool"));
        assertEquals(4, supervisor.get("/calls?batch=" + id).getList("$").size());
        assertEquals(
                4,
                supervisor.get("/hours?batch=" + id).getList("calls", Integer.class).stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        assertEquals(1, supervisor.get("/customers/" + customer + "/tasks").getList("$").size());
        waitForTimeline(worked);
    }

    private void waitForTimeline(String customer) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            String timeline =
                    supervisor
                            .request()
                            .get("/api/v1/customers/" + customer + "/timeline")
                            .asString();
            if (timeline.contains("Ends " + DAY)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the outcome did not reach the timeline");
    }

    private static Map<String, Object> all(String batch, String unit) {
        return Map.of("batchId", batch, "orgUnitId", unit, "strategy", "ROUND_ROBIN");
    }
}
