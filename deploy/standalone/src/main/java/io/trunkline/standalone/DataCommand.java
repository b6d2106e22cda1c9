package io.trunkline.standalone;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `./trunkline plugin data|export-data|drop-data`: what a plugin keeps in the database.
final class DataCommand {
    static final Set<String> STEPS = Set.of("data", "export-data", "drop-data");

    private static final int KILO = 1024;

    private final Api api;
    private final PrintStream out;

    DataCommand(Api api, PrintStream out) {
        this.api = api;
        this.out = out;
    }

    int run(String step, List<String> about) {
        var words = new ArrayList<>(about);
        var overwrite = step.equals("export-data") && words.remove("--overwrite");
        int wanted = step.equals("data") ? 1 : 2;
        if (words.size() != wanted
                || (step.equals("drop-data") && !words.getLast().equals("--yes"))) {
            throw PluginUsage.unclear(step);
        }
        var plugin = words.getFirst();
        var data = PluginCommand.PLUGINS + "/" + plugin + "/data";
        switch (step) {
            case "export-data" -> {
                var file = GivenFile.toWrite(words.getLast(), overwrite);
                api.download(data + "/export", file);
                out.printf("The data of %s is in %s, a zip for each tenant.%n", plugin, file);
            }
            case "drop-data" -> {
                api.post(data + "/drop", Map.of("plugin", plugin));
                out.printf("Nothing of %s is kept any more.%n", plugin);
            }
            default -> print(plugin, data);
        }
        return 0;
    }

    private void print(String plugin, String data) {
        var tables = api.get(data).path("items");
        if (tables.isEmpty()) {
            PluginCommand.requireKnown(api, plugin);
            out.printf("%s keeps nothing in the database.%n", plugin);
        }
        for (var table : tables) {
            out.printf(
                    "%-40s about %,d rows, %,d kB%n",
                    table.path("name").asText(),
                    table.path("rows").asLong(),
                    table.path("bytes").asLong() / KILO);
        }
    }
}
