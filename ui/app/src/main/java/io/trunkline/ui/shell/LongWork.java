package io.trunkline.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.trunkline.ui.spi.Icons;

/// Work that takes longer than a click: what it is, how far it is, in numbers, and the one thing
/// that can be done about it (cancel, take back, try the failed ones again). The page may be left.
public final class LongWork extends Div {

    /// How it stands; each has a word beside its colour in [#show].
    public enum Tone {
        RUNNING(""),
        DONE("success"),
        PARTLY("warning"),
        FAILED("error");

        private final String theme;

        Tone(String theme) {
            this.theme = theme;
        }
    }

    private final ProgressBar bar = new ProgressBar();
    private final Span counts = new Span();
    private final Div head = new Div();

    /// @param icon a name of [Icons]
    public LongWork(String icon, String title) {
        addClassName("tl-work");
        Span name = new Span(title);
        name.addClassName("tl-work-title");
        head.add(Icons.of(icon), name);
        head.addClassName("tl-row");
        bar.getElement().setAttribute("aria-label", title);
        counts.addClassName("tl-muted");
        counts.getElement().setAttribute("aria-live", "polite");
        add(head, bar, counts);
    }

    /// The step at the right edge.
    public LongWork with(Component step) {
        head.add(step);
        return this;
    }

    /// @param part done of all, 0 to 1; negative while nobody knows
    /// @param words for example `1,940 / 2,412 行 · 约 8 秒`
    public void show(double part, Tone tone, String words) {
        bar.setIndeterminate(part < 0);
        if (part >= 0) {
            bar.setValue(Math.min(1, part));
        }
        for (Tone each : Tone.values()) {
            if (!each.theme.isEmpty()) {
                bar.getElement().getThemeList().set(each.theme, each == tone);
            }
        }
        counts.setText(words);
    }
}
