package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/// A roll-out as the server answered it, for a person at the command line.
final class RolloutReport {
    private static final Set<String> OPEN = Set.of("RUNNING", "PAUSED");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private final PrintStream out;
    private final ZoneId zone;

    /// @param zone of the times that are told
    RolloutReport(PrintStream out, ZoneId zone) {
        this.out = out;
        this.zone = zone;
    }

    void print(JsonNode rollout) {
        out.printf(
                "%s %s in place of %s: %s, %s%n",
                rollout.path("plugin").asText(),
                rollout.path("version").asText(),
                rollout.path("from").asText(),
                state(rollout),
                step(rollout));
        out.printf(
                "    begun %s by %s, this step %s%s%n",
                time(rollout.path("startedAt")),
                rollout.path("startedBy").asText(),
                time(rollout.path("stepAt")),
                rollout.hasNonNull("endedAt") ? ", ended " + time(rollout.path("endedAt")) : "");
        out.printf("    %s%n    %s%n", calls(rollout, "fresh"), calls(rollout, "old"));
        if (rollout.hasNonNull("reason")) {
            out.printf("    why: %s%n", reason(rollout.path("reason")));
        }
    }

    /// A line below the plugin, where it is under way.
    void printOpen(JsonNode rollouts) {
        for (var rollout : rollouts) {
            if (OPEN.contains(rollout.path("state").asText())) {
                out.printf(
                        "    being rolled out: %s in place of %s, %s, %s since %s%n",
                        rollout.path("version").asText(),
                        rollout.path("from").asText(),
                        state(rollout),
                        step(rollout),
                        time(rollout.path("stepAt")));
            }
        }
    }

    private static String state(JsonNode rollout) {
        return switch (rollout.path("state").asText()) {
            case "RUNNING" -> "watched";
            case "PAUSED" -> "paused";
            case "FINISHED" -> "serves everyone";
            case "TAKEN_BACK" -> "taken back";
            default -> rollout.path("state").asText();
        };
    }

    private static String step(JsonNode rollout) {
        var at = rollout.path("step").asInt();
        var tenants = rollout.path("tenants").asInt();
        return "step %d of %d (%s), %d tenant%s"
                .formatted(
                        at + 1,
                        rollout.path("steps").size(),
                        share(rollout.path("steps").path(at)),
                        tenants,
                        tenants == 1 ? "" : "s");
    }

    private static String share(JsonNode step) {
        var named = step.path("tenants").size();
        return named == 0 ? step.path("percent").asInt() + " %" : named + " named";
    }

    /// As the screens say it.
    private static String reason(JsonNode reason) {
        var said = reason.path("arguments");
        return switch (reason.path("code").asText()) {
            case "FAILURES" ->
                    "%s of %s calls failed (%s %%; %s %% of those into the release before)"
                            .formatted(
                                    said.path(0).asText(),
                                    said.path(1).asText(),
                                    said.path(2).asText(),
                                    said.path(3).asText());
            case "LATENCY" ->
                    "95 of 100 calls took up to %s ms (%s ms into the release before)"
                            .formatted(said.path(0).asText(), said.path(1).asText());
            case "NODE" ->
                    "node %s could not build it: %s"
                            .formatted(said.path(0).asText(), said.path(1).asText());
            case "OPERATOR" -> "%s took it back".formatted(said.path(0).asText());
            default -> reason.path("code").asText() + " " + said;
        };
    }

    private static String calls(JsonNode rollout, String which) {
        var version = rollout.path(which.equals("fresh") ? "version" : "from").asText();
        var calls = rollout.path(which);
        if (calls.path("calls").asLong() == 0) {
            return version + ": no calls yet";
        }
        return "%s: %d calls, %d failed, 95 of 100 within %d ms"
                .formatted(
                        version,
                        calls.path("calls").asLong(),
                        calls.path("failures").asLong(),
                        calls.path("slowMillis").asLong());
    }

    String time(JsonNode instant) {
        return TIME.format(Instant.parse(instant.asText()).atZone(zone));
    }
}
