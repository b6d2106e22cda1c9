package io.trunkline.ui.operator;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.pluginhost.PluginRollout;
import io.trunkline.pluginhost.PluginRollout.Calls;
import io.trunkline.pluginhost.PluginRollout.State;
import io.trunkline.pluginhost.RolloutRules;
import io.trunkline.ui.spi.Icons;
import org.jspecify.annotations.Nullable;

/// The open rollout: what has been reached, how the release serves beside the one before, and what
/// can be done. Figures change under the buttons, which stay while they mean the same.
final class RolloutPanel extends Div {

    private static final int SECONDS = 60;

    private final transient PluginActions actions;
    private final transient PluginWords words = PluginParts.words();
    private final Div head = new Div();
    private final Div figures = new Div();
    private final Div steps = new Div();
    private @Nullable String shown;

    RolloutPanel(PluginActions actions) {
        this.actions = actions;
        setId("rollout");
        addClassNames("tl-section", "tl-plugin-rollout");
        figures.addClassName("tl-figures");
        figures.getElement().setAttribute("aria-live", "polite");
        steps.addClassName("tl-row");
        add(head, figures, steps);
    }

    void show(@Nullable PluginRollout rollout) {
        setVisible(rollout != null);
        if (rollout == null) {
            shown = null;
            return;
        }
        String now = rollout.id() + "/" + rollout.step() + "/" + rollout.state();
        if (!now.equals(shown)) {
            shown = now;
            showHead(rollout);
            showSteps(rollout);
        }
        showFigures(rollout);
    }

    private void showHead(PluginRollout rollout) {
        head.removeAll();
        head.addClassName("tl-plugin-rollout-head");
        Div title =
                PluginParts.box(
                        "tl-row",
                        PluginParts.span(
                                "tl-strong",
                                words.text("rollout.of", rollout.from(), rollout.version())),
                        words.status(rollout.state()),
                        PluginParts.span("tl-spacer", ""),
                        PluginParts.muted(
                                words.text(
                                        "rollout.since",
                                        Words.time(rollout.stepAt()),
                                        rollout.startedBy())));
        RolloutRules rules = rollout.rules();
        String next =
                rollout.state() == State.PAUSED
                        ? words.text("rollout.paused")
                        : words.text(
                                isLast(rollout) ? "rollout.rules.last" : "rollout.rules",
                                rules.holdSeconds() / SECONDS,
                                rules.leastCalls(),
                                rollout.version());
        head.add(title, new RolloutSteps(rollout), PluginParts.muted(next));
    }

    private void showFigures(PluginRollout rollout) {
        Calls fresh = rollout.fresh();
        Calls old = rollout.old();
        figures.removeAll();
        figures.add(
                figure(
                        "rollout-tenants",
                        words.text("served"),
                        Words.number(rollout.tenants()),
                        words.text("served.step", rollout.step() + 1, rollout.steps().size())),
                figure(
                        "rollout-calls",
                        words.text("calls"),
                        Words.number(fresh.calls()),
                        words.text("before", rollout.from(), Words.number(old.calls()))),
                figure(
                        "rollout-failures",
                        words.text("failed"),
                        PluginWords.failedShare(fresh),
                        words.text("before", rollout.from(), PluginWords.failedShare(old))),
                figure(
                        "rollout-slow",
                        words.text("slow"),
                        millis(fresh),
                        words.text("before", rollout.from(), millis(old))));
    }

    /// The last step serves everyone.
    static boolean isLast(PluginRollout rollout) {
        return rollout.step() + 1 >= rollout.steps().size();
    }

    private static String millis(Calls calls) {
        return calls.calls() == 0 ? "–" : Words.number(calls.slowMillis()) + " ms";
    }

    private static Div figure(String id, String label, String value, String hint) {
        Span number = PluginParts.span("tl-figure-value", value);
        Span beside = PluginParts.muted(hint);
        beside.getElement().setAttribute("title", hint);
        Div figure = PluginParts.box("tl-figure", PluginParts.muted(label), number, beside);
        figure.setId(id);
        return figure;
    }

    private void showSteps(PluginRollout rollout) {
        boolean paused = rollout.state() == State.PAUSED;
        Button next =
                PluginParts.button(
                        "rollout-next",
                        words.text(isLast(rollout) ? "finish" : "next"),
                        Icons.SKIP_FORWARD,
                        () -> actions.next(rollout));
        Button pause =
                paused
                        ? PluginParts.button(
                                "rollout-resume",
                                words.text("resume"),
                                Icons.PLAY,
                                () -> actions.resume(rollout))
                        : PluginParts.button(
                                "rollout-pause",
                                words.text("pause"),
                                Icons.PAUSE,
                                () -> actions.pause(rollout));
        Button back =
                PluginParts.button(
                        "rollout-take-back",
                        words.text("take-back"),
                        Icons.UNDO_2,
                        () -> actions.takeBack(rollout));
        back.addThemeName("error");
        steps.removeAll();
        steps.add(next, pause, PluginParts.span("tl-spacer", ""), back);
    }
}
