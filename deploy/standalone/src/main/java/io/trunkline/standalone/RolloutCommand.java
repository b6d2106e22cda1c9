package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// `./trunkline plugin roll-out …`: a release takes another one's place tenant by tenant.
final class RolloutCommand {
    static final Set<String> STEPS =
            Set.of("roll-out", "rollouts", "next", "pause", "resume", "take-back");

    private final Api api;
    private final PrintStream out;

    RolloutCommand(Api api, PrintStream out) {
        this.api = api;
        this.out = out;
    }

    /// @param step one of [#STEPS]
    int run(String step, List<String> about) {
        if (about.isEmpty()) {
            throw unclear();
        }
        var rollouts = "/operator/plugins/" + about.getFirst() + "/rollouts";
        if (step.equals("roll-out")) {
            print(api.post(rollouts, body(about.subList(1, about.size()))));
            return 0;
        }
        if (about.size() > 1) {
            throw unclear();
        }
        if (step.equals("rollouts")) {
            api.get(rollouts).path("items").forEach(this::print);
        } else {
            print(api.post(rollouts + "/" + step, Map.of()));
        }
        return 0;
    }

    private static Map<String, Object> body(List<String> words) {
        if (words.isEmpty() || words.size() % 2 == 0) {
            throw unclear();
        }
        var body = new HashMap<String, Object>();
        body.put("version", words.getFirst());
        for (var at = 1; at < words.size(); at += 2) {
            var value = words.get(at + 1);
            switch (words.get(at)) {
                case "--tenants" -> body.put("tenants", List.of(value.split(",")));
                case "--percents" -> body.put("percents", numbers(value));
                case "--hold" -> body.put("holdSeconds", number(value));
                case "--calls" -> body.put("leastCalls", number(value));
                default -> throw unclear();
            }
        }
        return body;
    }

    private static List<Integer> numbers(String value) {
        var numbers = new ArrayList<Integer>();
        for (var one : value.split(",")) {
            numbers.add(number(one));
        }
        return numbers;
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new StandaloneException("\"" + value + "\" is no whole number.", e);
        }
    }

    private void print(JsonNode rollout) {
        out.printf(
                "%s %s in place of %s: %s, step %d of %d, %d tenants%n",
                rollout.path("plugin").asText(),
                rollout.path("version").asText(),
                rollout.path("from").asText(),
                rollout.path("state").asText().toLowerCase(Locale.ROOT).replace('_', ' '),
                rollout.path("step").asInt() + 1,
                rollout.path("steps").size(),
                rollout.path("tenants").asInt());
        out.printf("    %s%n    %s%n", calls(rollout, "fresh"), calls(rollout, "old"));
        if (rollout.hasNonNull("reason")) {
            out.printf(
                    "    why: %s %s%n",
                    rollout.at("/reason/code").asText(), rollout.at("/reason/arguments"));
        }
    }

    private static String calls(JsonNode rollout, String which) {
        var calls = rollout.path(which);
        return "%s: %d calls, %d failed, 95 %% of calls within %d ms"
                .formatted(
                        which.equals("fresh")
                                ? rollout.path("version").asText()
                                : rollout.path("from").asText(),
                        calls.path("calls").asLong(),
                        calls.path("failures").asLong(),
                        calls.path("slowMillis").asLong());
    }

    private static StandaloneException unclear() {
        return new StandaloneException(
                "Say what: ./trunkline plugin roll-out ID VERSION [--tenants KEY,KEY]"
                        + " [--percents 1,10,100] [--hold SECONDS] [--calls N], or rollouts, next,"
                        + " pause, resume, take-back with an ID");
    }
}
