package io.trunkline.ui.operator;

import com.vaadin.flow.component.html.Span;
import io.trunkline.pluginhost.PluginRollout;
import io.trunkline.pluginhost.PluginRollout.Calls;
import io.trunkline.pluginhost.PluginRollout.Reason;
import io.trunkline.pluginhost.PluginRollout.Step;
import io.trunkline.ui.shell.ScreenTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is told of plugins, in one language.
record PluginWords(Locale locale) {

    private static final int SHORT = 16;
    private static final int EVERYONE = 100;
    private static final int KILO = 1024;

    String text(String key, Object... arguments) {
        return ScreenTexts.text(locale, "operator.plugins." + key, arguments);
    }

    String wanted(PluginState plugin) {
        return text("wanted." + plugin.kind());
    }

    /// The versions that nodes run.
    String running(PluginState plugin) {
        if (plugin.nodes().isEmpty()) {
            return plugin.version() == null ? wanted(plugin) : plugin.version();
        }
        if (plugin.running().isEmpty()) {
            return plugin.version() == null ? wanted(plugin) : text("version.none");
        }
        return String.join(", ", plugin.running().keySet());
    }

    /// What is wanted in place of that; empty where it is the same.
    Optional<String> otherwise(PluginState plugin) {
        if (plugin.runsAsWanted()) {
            return Optional.empty();
        }
        return Optional.of(
                plugin.version() == null
                        ? text("version.unwanted")
                        : text("version.wanted", plugin.version()));
    }

    /// Where what is wanted comes from, after what runs.
    String version(PluginState plugin) {
        List<String> parts = new ArrayList<>(List.of(running(plugin)));
        otherwise(plugin).ifPresent(parts::add);
        if (!parts.contains(wanted(plugin))) {
            parts.add(wanted(plugin));
        }
        return String.join(" · ", parts);
    }

    /// A mark beside a version of the plugin: how it is used. Empty where it is not.
    ///
    /// @param wanted whether this one is to run
    Optional<Span> use(PluginState plugin, String version, boolean wanted) {
        int runs = plugin.running().getOrDefault(version, 0);
        int nodes = plugin.speakingNodes();
        if (!wanted) {
            return runs == 0 || version.equals(plugin.version())
                    ? Optional.empty()
                    : Optional.of(PluginParts.tag("warn", text("release.still", runs, nodes)));
        }
        if (runs == 0) {
            return Optional.of(PluginParts.tag("warn", text("release.not-running")));
        }
        return Optional.of(
                runs == nodes
                        ? PluginParts.tag("ok", text("release.wanted"))
                        : PluginParts.tag("warn", text("release.partly", runs, nodes)));
    }

    /// Whom a step serves, in a word or two.
    String step(Step step) {
        if (!step.tenants().isEmpty()) {
            return text("step.named", step.tenants().size());
        }
        return step.percent() == EVERYONE
                ? text("step.everyone")
                : text("step.share", step.percent());
    }

    /// All steps, as one line.
    String steps(List<Step> steps) {
        return String.join(text("then"), steps.stream().map(this::step).toList());
    }

    String progress(PluginRollout rollout) {
        return text("progress", rollout.step() + 1, rollout.steps().size(), rollout.tenants());
    }

    String reason(Reason reason) {
        List<Object> arguments = new ArrayList<>(reason.arguments());
        return text("reason." + reason.code(), arguments.toArray());
    }

    String state(PluginRollout.State state) {
        return text("state." + state);
    }

    Span status(PluginRollout.State state) {
        Span status = new Span(state(state));
        status.addClassNames(
                "tl-status",
                switch (state) {
                    case RUNNING -> "accent";
                    case PAUSED -> "warn";
                    case FINISHED -> "ok";
                    case TAKEN_BACK -> "bad";
                });
        return status;
    }

    /// @return such as `1,204 · 0.4 % · 80 ms`
    String calls(Calls calls) {
        return text(
                "recent.line",
                Words.number(calls.calls()),
                failedShare(calls),
                Words.number(calls.slowMillis()));
    }

    /// @return such as `0.4 %`; a dash where nothing was called
    static String failedShare(Calls calls) {
        return calls.calls() == 0
                ? "–"
                : "%.1f %%".formatted(100.0 * calls.failures() / calls.calls());
    }

    /// A fingerprint is compared with its owner by the whole, which the tooltip shows.
    static String shortened(String fingerprint) {
        String beginning = fingerprint.substring(0, Math.min(SHORT, fingerprint.length()));
        return String.join(" ", beginning.split("(?<=\\G.{4})")) + " …";
    }

    static String size(long bytes) {
        return bytes < KILO * KILO
                ? "%d kB".formatted(Math.max(1, bytes / KILO))
                : "%.1f MB".formatted((double) bytes / KILO / KILO);
    }
}
