package io.trunkline.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.trunkline.ui.spi.Icons;

/// What a page or panel shows when it cannot show its content.
public final class States {

    private States() {}

    /// Nothing here: why, and the steps that give results.
    public static Div empty(String icon, String title, String why, Component... steps) {
        return block("", icon, title, why, steps);
    }

    /// Something failed: what, what is safe, a retry and the code to name.
    public static Div error(String title, Failure failure, Runnable retry) {
        Button again = new Button(Screens.text("shell.retry"), Icons.of(Icons.REFRESH_CW));
        again.addThemeName("primary");
        again.addClickListener(click -> retry.run());
        Div block = block("bad", Icons.CLOUD_OFF, title, failure.message(), again);
        block.getElement().setAttribute("role", "alert");
        Span code = new Span(Screens.text("shell.error.code", failure.code()));
        code.addClassName("tl-muted");
        block.add(code);
        return block;
    }

    /// Not hers to see: who can grant it. Never what it is, nor whose.
    public static Div refused(String title, String why, Component... steps) {
        return block("", Icons.LOCK, title, why, steps);
    }

    /// The shape of a list while its first rows are fetched; seen only after 300 ms. Whoever cannot
    /// see it is told that it is loading.
    public static Div skeleton(int rows) {
        Div skeleton = new Div();
        skeleton.addClassName("tl-skeleton");
        skeleton.getElement().setAttribute("role", "status");
        skeleton.getElement().setAttribute("aria-label", Screens.text("shell.loading"));
        for (int row = 0; row < rows; row++) {
            Div line = new Div(new Span(), new Span(), new Span(), new Span());
            skeleton.add(line);
        }
        return skeleton;
    }

    private static Div block(
            String tone, String icon, String title, String why, Component... steps) {
        Div mark = new Div(Icons.of(icon));
        mark.addClassName("tl-state-icon");
        Div block = new Div(mark, new H2(title), new Paragraph(why));
        block.addClassNames("tl-state");
        if (!tone.isEmpty()) {
            block.addClassName(tone);
        }
        if (steps.length > 0) {
            Div row = new Div(steps);
            row.addClassName("tl-state-steps");
            block.add(row);
        }
        return block;
    }
}
