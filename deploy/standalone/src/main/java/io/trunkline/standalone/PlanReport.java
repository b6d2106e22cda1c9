package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A plan as the server answered it, for a person at the command line: a line for each change.
final class PlanReport {

    private final PrintStream out;

    PlanReport(PrintStream out) {
        this.out = out;
    }

    void print(JsonNode plan) {
        for (var problem : plan.path("problems")) {
            out.printf(
                    "%s:%d: %s%n",
                    problem.path("file").asText(),
                    problem.path("line").asInt(),
                    problem.path("text").asText());
        }
        plan.path("tenants").forEach(this::printTenant);
        out.printf(
                "%n%d tenants to change, %d as their files say.%n",
                plan.path("tenants").size(), plan.path("unchanged").asInt());
    }

    private void printTenant(JsonNode tenant) {
        out.printf("%n%s%s%n", tenant.path("key").asText(), isNew(tenant) ? made(tenant) : "");
        for (var change : tenant.path("changes")) {
            out.println(line(change));
        }
        for (var refusal : tenant.path("refusals")) {
            List<String> users = new ArrayList<>();
            refusal.path("usedBy").forEach(user -> users.add(user.asText()));
            out.printf(
                    "  X %s cannot go, it is used by %s%n",
                    refusal.path("item").asText(), String.join(", ", users));
        }
        for (var kept : tenant.path("kept")) {
            out.printf("    %s was made on a screen and stays%n", kept.asText());
        }
    }

    /// How many of each kind, for whoever does not count some hundred lines.
    private static String made(JsonNode tenant) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (var change : tenant.path("changes")) {
            var item = change.path("item").asText();
            if (item.indexOf('/') > 0) {
                counts.merge(item.substring(0, item.indexOf('/')), 1, Integer::sum);
            }
        }
        List<String> words = new ArrayList<>();
        counts.forEach((kind, count) -> words.add(count + " " + kind + (count == 1 ? "" : "s")));
        return "  (new: " + String.join(", ", words) + ")";
    }

    private static boolean isNew(JsonNode tenant) {
        return tenant.path("isNew").asBoolean();
    }

    private static String line(JsonNode change) {
        var sign =
                switch (change.path("step").asText()) {
                    case "CREATE" -> "+";
                    case "UPDATE" -> "~";
                    default -> "-";
                };
        var text =
                new StringBuilder("  ")
                        .append(sign)
                        .append(' ')
                        .append(change.path("item").asText());
        if (!change.path("field").isNull()) {
            text.append(" ").append(change.path("field").asText()).append(": ");
            text.append(value(change.path("before"))).append(" → ");
            text.append(value(change.path("after")));
        } else if (change.path("step").asText().equals("CREATE")) {
            List<String> facts = new ArrayList<>();
            change.path("after")
                    .properties()
                    .forEach(fact -> facts.add(fact.getKey() + " " + fact.getValue()));
            text.append("  ").append(String.join(", ", facts));
        } else if (change.path("step").asText().equals("DISABLE")) {
            text.append(" is switched off");
        }
        if (change.path("drift").asBoolean()) {
            text.append("   ! changed on a screen since, would be overwritten");
        }
        return text.toString();
    }

    private static String value(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "nothing" : value.toString();
    }
}
