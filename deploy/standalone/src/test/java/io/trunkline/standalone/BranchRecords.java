package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a branch company has, read over HTTP by its own people.
record BranchRecords(StandaloneStack stack, String tenant) {
    private static final String CALL_TASKS = "/plugins/call-tasks";

    /// All findings of an import as `line reason`, by line.
    List<String> findings(String importId) {
        record Finding(int line, String reason) {}
        var found = new ArrayList<Finding>();
        var after = "0";
        while (!after.isEmpty()) {
            var page = get("/imports/" + importId + "/errors?limit=500&after=" + after);
            for (var one : page.path("items")) {
                found.add(new Finding(one.path("row").asInt(), one.path("reason").asText()));
            }
            after = page.path("next").asText("");
        }
        return found.stream()
                .sorted(Comparator.comparing(Finding::line).thenComparing(Finding::reason))
                .map(finding -> finding.line() + " " + finding.reason())
                .toList();
    }

    String onlyBatch() {
        var batches = get(CALL_TASKS + "/batches").path("batches");
        if (batches.size() != 1) {
            throw new AssertionError("not one batch: " + batches);
        }
        return batches.get(0).path("id").asText();
    }

    int done(String batchId) {
        return progress(batchId).path("totals").path("done").asInt();
    }

    /// Tasks that no agent has yet.
    Map<String, Long> waitingByDistrict(String batchId) {
        var waiting = new TreeMap<String, Long>();
        for (var node : progress(batchId).path("nodes")) {
            if (node.path("kind").asText().equals("DISTRICT") && node.path("pool").asLong() > 0) {
                waiting.put(node.path("name").asText(), node.path("pool").asLong());
            }
        }
        return waiting;
    }

    /// Of the agents of the lead's district, the most first.
    List<Long> openTasksOfAgents() {
        var open = new ArrayList<Long>();
        var district = get("lead", "/me").path("orgUnitId").asText();
        for (var agent : get("lead", CALL_TASKS + "/units/" + district + "/agents")) {
            open.add(agent.path("open").asLong());
        }
        open.sort(Comparator.reverseOrder());
        return open;
    }

    /// Customer by the note of the call.
    Map<String, String> calls(String batchId) {
        var customers = new TreeMap<String, String>();
        for (var call : get(CALL_TASKS + "/calls?batch=" + batchId)) {
            customers.put(call.path("note").asText(), call.path("customerId").asText());
        }
        return customers;
    }

    /// Ids of records of every kind.
    List<String> ids(String importId, String batchId) {
        var ids = new ArrayList<>(List.of(importId, batchId));
        ids.addAll(calls(batchId).values());
        for (var list :
                List.of(
                        get(CALL_TASKS + "/tasks?limit=3&batch=" + batchId).path("tasks"),
                        get("/customers?limit=3").path("items"),
                        get("/org-units").path("items"),
                        get("/members?permission=call-tasks.work").path("items"))) {
            list.forEach(one -> ids.add(one.path("id").asText()));
        }
        return ids;
    }

    private JsonNode progress(String batchId) {
        return get(CALL_TASKS + "/progress?batch=" + batchId);
    }

    private JsonNode get(String path) {
        return get("supervisor", path);
    }

    private JsonNode get(String person, String path) {
        try (var api = new Api(stack.url(), tenant, stack.token(tenant, person))) {
            return api.get(path);
        }
    }
}
