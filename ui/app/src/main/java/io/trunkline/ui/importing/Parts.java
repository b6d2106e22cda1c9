package io.trunkline.ui.importing;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.trunkline.core.importing.ImportJob;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;

/// Pieces the import's pages share.
final class Parts {

    private Parts() {}

    static String text(String key, Object... arguments) {
        return Screens.text(key, arguments);
    }

    static String number(long number) {
        return Screens.formats().number(number);
    }

    static Span words(String className, String words) {
        Span span = new Span(words);
        span.addClassName(className);
        return span;
    }

    static Div box(String className, Component... children) {
        Div box = new Div(children);
        box.addClassName(className);
        return box;
    }

    static Paragraph muted(String words) {
        Paragraph paragraph = new Paragraph(words);
        paragraph.addClassName("tl-muted");
        return paragraph;
    }

    static Span spacer() {
        return words("tl-spacer", "");
    }

    static Span status(ImportJob.State state) {
        Span status = words("tl-status", text("import.state." + state));
        switch (state) {
            case REFUSED -> status.addClassName("bad");
            case CHECKING, RUNNING -> status.addClassName("accent");
            case READY, INTERRUPTED -> status.addClassName("warn");
            case DONE -> status.addClassName("ok");
            case CANCELLED -> {}
        }
        return status;
    }

    /// One figure of a row of them.
    static Div figure(String id, String label, long value, String tone, String hint) {
        Span number = words("tl-figure-value", number(value));
        if (value > 0 && !tone.isEmpty()) {
            number.addClassName(tone);
        }
        Div figure = box("tl-figure", words("tl-muted", label), number, words("tl-muted", hint));
        figure.setId(id);
        return figure;
    }

    static Button primary(String id, String words) {
        Button button = new Button(words);
        button.addThemeName("primary");
        button.setId(id);
        return button;
    }

    static Button button(String id, String words, Runnable action) {
        Button button = new Button(words, click -> action.run());
        button.setId(id);
        return button;
    }

    static Button button(String id, String words, String icon, Runnable action) {
        Button button = button(id, words, action);
        button.setIcon(Icons.of(icon));
        return button;
    }

    static Span key(String name) {
        Span key = words("tl-kbd", name);
        key.getElement().setAttribute("aria-hidden", "true");
        return key;
    }
}
