package io.trunkline.plugins.calltasks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.trunkline.plugins.calltasks.board.Totals;
import io.trunkline.spi.ContactRecorded.Tone;
import io.trunkline.ui.spi.Icons;

/// Small pieces the pages share.
public final class Parts {

    private Parts() {}

    public static Span words(String className, String words) {
        Span span = new Span(words);
        span.addClassNames(className.split(" "));
        return span;
    }

    public static Div box(String className, Component... children) {
        Div box = new Div(children);
        box.addClassNames(className.split(" "));
        return box;
    }

    public static Span spacer() {
        return words("tl-spacer", "");
    }

    public static Paragraph muted(String words) {
        Paragraph paragraph = new Paragraph(words);
        paragraph.addClassName("tl-muted");
        return paragraph;
    }

    /// An icon and words beside it.
    public static Div line(String icon, String words) {
        return box("tl-line-icon", Icons.of(icon), new Span(words));
    }

    public static Button button(String id, String words, Runnable action) {
        Button button = new Button(words, click -> action.run());
        button.setId(id);
        return button;
    }

    public static Button button(String id, String words, String icon, Runnable action) {
        Button button = button(id, words, action);
        button.setIcon(Icons.of(icon));
        return button;
    }

    public static Button primary(String id, String words, Runnable action) {
        Button button = button(id, words, action);
        button.addThemeName("primary");
        return button;
    }

    /// The name of a key, printed on the control it works.
    public static Span key(String name) {
        Span key = words("tl-kbd", name);
        key.getElement().setAttribute("aria-hidden", "true");
        return key;
    }

    /// How far tasks are: done, in work, overdue, the rest; with words for who cannot see it.
    public static Div progress(Totals totals, String description) {
        Div bar = box("tl-stack");
        bar.getElement().setAttribute("role", "img");
        bar.getElement().setAttribute("aria-label", description);
        bar.getElement().setAttribute("title", description);
        int all = Math.max(1, totals.total() - totals.cancelled());
        int underway = totals.inProgress() + totals.callBacks();
        piece(bar, "ok", totals.done(), all);
        piece(bar, "accent", Math.max(0, underway - overlap(totals, underway)), all);
        piece(bar, "bad", totals.overdue(), all);
        return bar;
    }

    /// Overdue call-backs are drawn as overdue only.
    private static int overlap(Totals totals, int underway) {
        return Math.min(totals.overdue(), underway);
    }

    public static void piece(Div bar, String tone, int part, int all) {
        if (part <= 0) {
            return;
        }
        Div piece = box(tone);
        piece.getStyle().setWidth(100.0 * part / all + "%");
        bar.add(piece);
    }

    public static String percent(int part, int all) {
        return all == 0 ? "–" : Math.round(100.0 * part / all) + "%";
    }

    public static String tone(Tone tone) {
        return switch (tone) {
            case GOOD -> "ok";
            case BAD -> "bad";
            case WAITING -> "warn";
            default -> "";
        };
    }

    /// Why there is nothing here, and the step that gives results.
    public static Div state(String icon, String title, String why, Component... steps) {
        Div state =
                box(
                        "tl-state",
                        box("tl-state-icon", Icons.of(icon)),
                        new H2(title),
                        new Paragraph(why));
        if (steps.length > 0) {
            state.add(box("tl-state-steps", steps));
        }
        return state;
    }
}
