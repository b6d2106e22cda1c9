package io.trunkline.ui.operator;

import com.vaadin.flow.component.html.Div;
import io.trunkline.pluginhost.PluginRollout;
import io.trunkline.pluginhost.PluginRollout.Reason;
import java.util.List;

/// Rollouts that ended, the latest first, each with what came of it.
final class RolloutHistory extends Div {

    private final transient PluginWords words = PluginParts.words();

    RolloutHistory(List<PluginRollout> ended) {
        setId("rollout-history");
        addClassName("tl-plugin-list");
        if (ended.isEmpty()) {
            add(PluginParts.muted(words.text("history.none")));
        }
        ended.forEach(rollout -> add(row(rollout)));
    }

    private Div row(PluginRollout rollout) {
        Div row =
                PluginParts.box(
                        "tl-plugin-item",
                        PluginParts.box(
                                "tl-row",
                                PluginParts.span(
                                        "tl-strong", rollout.from() + " → " + rollout.version()),
                                words.status(rollout.state()),
                                PluginParts.span("tl-spacer", ""),
                                PluginParts.muted(
                                        words.text(
                                                "history.when",
                                                Words.time(rollout.startedAt()),
                                                Words.time(rollout.endedAt()),
                                                rollout.startedBy()))));
        Reason reason = rollout.reason();
        if (reason != null) {
            row.add(PluginParts.span("tl-plugin-why", words.reason(reason)));
        }
        row.add(
                PluginParts.muted(
                        words.text(
                                "history.reached",
                                words.steps(rollout.steps()),
                                rollout.step() + 1,
                                rollout.tenants())));
        return row;
    }
}
