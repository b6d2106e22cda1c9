package io.trunkline.standalone;

import java.io.PrintStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
        var plugin = about.getFirst();
        var rollouts = PluginCommand.PLUGINS + "/" + plugin + "/rollouts";
        var report = new RolloutReport(out, ZoneId.systemDefault());
        if (step.equals("roll-out")) {
            report.print(api.post(rollouts, body(about.subList(1, about.size()))));
            return 0;
        }
        if (!step.equals("rollouts")) {
            report.print(api.post(rollouts + "/" + step, Map.of()));
            return 0;
        }
        var items = api.get(rollouts).path("items");
        if (items.isEmpty()) {
            PluginCommand.requireKnown(api, plugin);
            out.printf("Nothing of %s was rolled out tenant by tenant yet.%n", plugin);
        }
        items.forEach(report::print);
        return 0;
    }

    private static Map<String, Object> body(List<String> words) {
        if (words.size() % 2 == 0) {
            throw PluginUsage.unclear("roll-out");
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
                default -> throw PluginUsage.unclear("roll-out");
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
}
