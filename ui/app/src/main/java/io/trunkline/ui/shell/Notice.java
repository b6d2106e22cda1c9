package io.trunkline.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.ui.spi.Icons;

/// A line in a form that says what is wrong or what comes next; hidden until there is something to
/// say.
public final class Notice extends Div {

    public Notice() {
        hide();
    }

    /// @param tone `bad`, `warn`, `ok` or `accent`
    /// @param steps what can be done about it
    public void say(String tone, String message, Component... steps) {
        removeAll();
        setClassName("tl-alert");
        addClassName(tone);
        getElement().setAttribute("role", "alert");
        Span words = new Span(message);
        words.addClassName("tl-grow");
        add(Icons.of(Icons.CIRCLE_ALERT), words);
        add(steps);
        setVisible(true);
    }

    public void refused(Throwable thrown, Component... steps) {
        say("bad", Failure.of(thrown).message(), steps);
    }

    public void hide() {
        removeAll();
        setVisible(false);
    }
}
