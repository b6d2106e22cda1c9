package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A day's work on the demo customers: a batch dispatched, handed to the agents of two districts
/// and begun by some of them, so that board and workbench have something to show. Each step is
/// taken by the person whose job it is.
final class DemoTasks {
    private static final String CALL_TASKS = "/plugins/call-tasks";
    private static final int DAYS_AHEAD = 30;

    /// How the first calls of the day end, in turn.
    private static final List<String> DISPOSITIONS =
            List.of(
                    "AGREED",
                    "NO_ANSWER",
                    "REFUSED",
                    "AGREED",
                    "BUSY",
                    "DEMAND",
                    "AGREED",
                    "REFUSED");

    private static final Map<String, Integer> CALLS =
            Map.of("agent1", 9, "agent2", 7, "agent3", 4, "agent4", 6, "agent5", 2);

    private final StandaloneStack stack;
    private final TenantFile tenant;

    DemoTasks(StandaloneStack stack, TenantFile tenant) {
        this.stack = stack;
        this.tenant = tenant;
    }

    void run() {
        var batch = dispatchBatch();
        for (var lead : List.of("lead", "lead2")) {
            handToAgents(lead, batch);
        }
        new LinkedHashMap<>(CALLS).forEach(this::call);
    }

    private String dispatchBatch() {
        var today = LocalDate.now(tenant.zone());
        try (var supervisor = as("supervisor")) {
            var filter =
                    Map.of(
                            "agreementEndFrom", today.toString(),
                            "agreementEndTo", today.plusDays(DAYS_AHEAD).toString());
            var due = today.plusDays(10).atTime(LocalTime.of(18, 0)).atZone(tenant.zone());
            var draft =
                    Map.of(
                            "requestId",
                            "demo",
                            "name",
                            "协议到期提醒 " + today.getMonthValue() + " 月",
                            "customers",
                            filter,
                            "script",
                            "您好，这里是%s。您的协议将在近期到期，现在续约可以保留当前优惠。".formatted(tenant.name()),
                            "priority",
                            2,
                            "dueAt",
                            due.toInstant().toString());
            var id = supervisor.post(CALL_TASKS + "/batches", draft).path("id").asText();
            awaitFilled(supervisor, id);
            repeat(supervisor, CALL_TASKS + "/batches/" + id + "/dispatch", Map.of());
            return id;
        }
    }

    private static void awaitFilled(Api supervisor, String id) {
        var end = Instant.now().plus(Duration.ofMinutes(1));
        while (supervisor
                .get(CALL_TASKS + "/batches/" + id)
                .path("state")
                .asText()
                .equals("FILLING")) {
            if (Instant.now().isAfter(end)) {
                throw new StandaloneException("the batch takes too long to fill");
            }
            supervisor.post(CALL_TASKS + "/batches/" + id + "/resume", Map.of());
        }
    }

    private void handToAgents(String name, String batch) {
        try (var lead = as(name)) {
            var district = lead.get("/me").path("orgUnitId").asText();
            repeat(
                    lead,
                    CALL_TASKS + "/assignments",
                    Map.of(
                            "batchId", batch,
                            "orgUnitId", district,
                            "strategy", "ROUND_ROBIN"));
        }
    }

    private void call(String name, int calls) {
        try (var agent = as(name)) {
            for (var call = 0; call < calls; call++) {
                var task = agent.post(CALL_TASKS + "/tasks/next", Map.of()).path("task");
                if (task.path("id").isMissingNode()) {
                    return;
                }
                var disposition = DISPOSITIONS.get((call + name.hashCode()) & 7);
                agent.post(
                        CALL_TASKS + "/tasks/" + task.path("id").asText() + "/outcome",
                        Map.of(
                                "requestId",
                                "demo-" + task.path("id").asText(),
                                "disposition",
                                disposition));
            }
        }
    }

    /// A call to the plugin moves as many tasks as its time allows.
    private static void repeat(Api api, String path, Object content) {
        JsonNode handed;
        do {
            handed = api.post(path, content);
        } while (handed.path("more").asBoolean());
    }

    private Api as(String user) {
        URI url = stack.url();
        return new Api(url, tenant.key(), stack.token(tenant.key(), user));
    }
}
