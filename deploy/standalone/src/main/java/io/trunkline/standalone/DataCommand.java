package io.trunkline.standalone;

import java.io.PrintStream;
import java.nio.file.Path;
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
        int wanted = step.equals("data") ? 1 : 2;
        if (about.size() != wanted
                || (step.equals("drop-data") && !about.getLast().equals("--yes"))) {
            throw new StandaloneException(
                    "Say what: ./trunkline plugin data ID, export-data ID FILE, or drop-data ID --yes, which ends all"
                            + " that the plugin keeps of every tenant and cannot be taken back");
        }
        var plugin = about.getFirst();
        var data = "/operator/plugins/" + plugin + "/data";
        switch (step) {
            case "export-data" -> {
                var file = Path.of(about.getLast());
                api.download(data + "/export", file);
                out.printf("The data of %s is in %s, a zip for each tenant.%n", plugin, file);
            }
            case "drop-data" -> {
                api.post(data + "/drop", Map.of("plugin", plugin));
                out.printf("Nothing of %s is kept any more.%n", plugin);
            }
            default -> print(data);
        }
        return 0;
    }

    private void print(String data) {
        for (var table : api.get(data).path("items")) {
            out.printf(
                    "%-40s about %,d rows, %,d kB%n",
                    table.path("name").asText(),
                    table.path("rows").asLong(),
                    table.path("bytes").asLong() / KILO);
        }
    }
}
