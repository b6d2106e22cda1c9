package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// `./trunkline plugin …`: releases of plugins, by the API of operators.
final class PluginCommand {
    static final String PLUGINS = "/operator/plugins";
    private static final String INSTALL = "install";
    private static final String USE = "use";

    /// What stands in an address as it is.
    private static final Pattern ID = Pattern.compile("[a-z0-9-]+");

    /// How many words each step takes.
    private static final Map<String, Words> STEPS =
            Map.ofEntries(
                    Map.entry("list", new Words(0, 0)),
                    Map.entry(CheckCommand.STEP, new Words(2, 3)),
                    Map.entry(INSTALL, new Words(1, 1)),
                    Map.entry(USE, new Words(1, 2)),
                    Map.entry("roll-back", new Words(1, 1)),
                    Map.entry("remove", new Words(1, 1)),
                    Map.entry("roll-out", new Words(2, Integer.MAX_VALUE)),
                    Map.entry("rollouts", new Words(1, 1)),
                    Map.entry("next", new Words(1, 1)),
                    Map.entry("pause", new Words(1, 1)),
                    Map.entry("resume", new Words(1, 1)),
                    Map.entry("take-back", new Words(1, 1)),
                    Map.entry("data", new Words(1, 1)),
                    Map.entry("export-data", new Words(2, 3)),
                    Map.entry("drop-data", new Words(2, 2)));

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// One that says nothing for so long has most likely ended.
    private static final Duration SILENT = Duration.ofSeconds(20);

    private final Api api;
    private final PrintStream out;

    PluginCommand(Api api, PrintStream out) {
        this.api = api;
        this.out = out;
    }

    /// @param words the step and what it is about
    /// @return exit code: 1 where a node does not run what is wanted
    int run(List<String> words) {
        var step = words.isEmpty() ? "" : words.getFirst();
        var about = words.subList(Math.min(1, words.size()), words.size());
        requireClear(step, about);
        if (step.equals("list")) {
            return list();
        }
        if (step.equals(CheckCommand.STEP)) {
            return new CheckCommand(out).ofServer(api, about);
        }
        if (step.equals(INSTALL)) {
            return install(GivenFile.toRead(about.getFirst()));
        }
        if (!ID.matcher(about.getFirst()).matches()) {
            throw unknown(about.getFirst());
        }
        if (RolloutCommand.STEPS.contains(step)) {
            return new RolloutCommand(api, out).run(step, about);
        }
        if (DataCommand.STEPS.contains(step)) {
            return new DataCommand(api, out).run(step, about);
        }
        var plugin = about.getFirst();
        return switch (step) {
            case USE -> use(plugin, about.size() == 2 ? Map.of("version", about.get(1)) : Map.of());
            case "roll-back" -> {
                api.post(PLUGINS + "/" + plugin + "/roll-back", Map.of());
                yield await(plugin);
            }
            default -> {
                api.delete(PLUGINS + "/" + plugin);
                yield await(plugin);
            }
        };
    }

    static Set<String> steps() {
        return STEPS.keySet();
    }

    /// Before anything is asked of a server: whether there is such a step, and what it is about. A
    /// file is looked at again where it is read.
    ///
    /// @throws StandaloneException with what could be said
    static void requireClear(String step, List<String> about) {
        var words = STEPS.get(step);
        if (words == null || about.size() < words.least() || about.size() > words.most()) {
            throw PluginUsage.unclear(step);
        }
        if (step.equals(INSTALL)) {
            GivenFile.toRead(about.getFirst());
        }
    }

    private record Words(int least, int most) {}

    private int list() {
        var rollouts = new RolloutReport(out, ZoneId.systemDefault());
        for (var plugin : api.get(PLUGINS).path("items")) {
            print(plugin);
            if (!plugin.path("releases").isEmpty()) {
                rollouts.printOpen(
                        api.get(PLUGINS + "/" + plugin.path("id").asText() + "/rollouts")
                                .path("items"));
            }
            for (var release : plugin.path("releases")) {
                out.printf(
                        "    release %-12s by %s, %s%n",
                        release.path("version").asText(),
                        release.path("publisher").asText(),
                        rollouts.time(release.path("installedAt")));
            }
        }
        return 0;
    }

    private void print(JsonNode plugin) {
        out.printf("%-20s %s%n", plugin.path("id").asText(), wanted(plugin));
        for (var node : plugin.path("nodes")) {
            out.printf(
                    "    %s runs %s%s%n",
                    node.path("node").asText(),
                    node.path("version").asText("none"),
                    state(plugin, node) + (isSilent(node) ? ", as it said last" : ""));
            if (node.hasNonNull("rolloutReason")) {
                out.printf(
                        "        cannot build what is rolled out: %s%n",
                        node.path("rolloutReason").asText());
            }
        }
    }

    private static String state(JsonNode plugin, JsonNode node) {
        if (!node.path("reason").isNull()) {
            return ", not what is wanted: " + node.path("reason").asText();
        }
        if (node.path("halted").asBoolean()) {
            return ", and calls it no more: %d of its calls do not end"
                    .formatted(node.path("stuck").asInt());
        }
        return node.path("version").asText("").equals(wantedVersion(plugin))
                ? ""
                : ", about to follow";
    }

    private static String wanted(JsonNode plugin) {
        return switch (plugin.at("/wanted/kind").asText()) {
            case "RELEASE" -> "release " + plugin.at("/wanted/version").asText();
            case "BUNDLED" -> "as it came with the server: " + plugin.path("bundled").asText();
            default -> "not used";
        };
    }

    private int install(Path zip) {
        try {
            var release =
                    api.upload(
                            PLUGINS + "/releases",
                            zip.getFileName().toString(),
                            "application/zip",
                            Files.readAllBytes(zip));
            out.printf(
                    "Installed %s %s by %s. Use it: ./trunkline plugin use %s %s%n",
                    release.path("plugin").asText(),
                    release.path("version").asText(),
                    release.path("publisher").asText(),
                    release.path("plugin").asText(),
                    release.path("version").asText());
            return 0;
        } catch (RefusedByServer e) {
            throw e.code().equals("PUBLISHER_UNKNOWN")
                    ? new StandaloneException(
                            e.getMessage()
                                    + "\nTo trust it on this machine: ./trunkline plugin trust CERTIFICATE, with the"
                                    + " publisher's certificate; compare its fingerprint by another way.",
                            e)
                    : e;
        } catch (IOException e) {
            throw new StandaloneException(zip + " cannot be read: " + e.getMessage(), e);
        }
    }

    private int use(String plugin, Map<String, String> version) {
        api.put(PLUGINS + "/" + plugin, version);
        return await(plugin);
    }

    private static boolean isSilent(JsonNode node) {
        return Instant.parse(node.path("seenAt").asText()).isBefore(Instant.now().minus(SILENT));
    }

    /// Until every node that is heard of runs what is wanted, or one says why it does not.
    private int await(String plugin) {
        var end = Instant.now().plus(PATIENCE);
        while (true) {
            var now = entry(api, plugin);
            var failed = false;
            // Of a plugin that is new to the nodes none has said anything yet.
            var open = now.path("nodes").isEmpty();
            for (var node : now.path("nodes")) {
                if (isSilent(node)) {
                    continue;
                }
                failed |= !node.path("reason").isNull();
                open |= !node.path("version").asText("").equals(wantedVersion(now));
            }
            if (failed || !open || Instant.now().isAfter(end)) {
                print(now);
                return failed || open ? 1 : 0;
            }
            Pause.milliseconds(300);
        }
    }

    private static String wantedVersion(JsonNode plugin) {
        return switch (plugin.at("/wanted/kind").asText()) {
            case "RELEASE" -> plugin.at("/wanted/version").asText();
            case "BUNDLED" -> plugin.path("bundled").asText();
            default -> "";
        };
    }

    /// @throws StandaloneException where there is no plugin of that id
    static void requireKnown(Api api, String plugin) {
        entry(api, plugin);
    }

    private static JsonNode entry(Api api, String plugin) {
        for (var one : api.get(PLUGINS).path("items")) {
            if (one.path("id").asText().equals(plugin)) {
                return one;
            }
        }
        throw unknown(plugin);
    }

    private static StandaloneException unknown(String plugin) {
        return new StandaloneException("There is no plugin \"" + plugin + "\".");
    }
}
