package io.trunkline.ui.operator;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;

/// Small pieces of the plugins' page.
final class PluginParts {

    private PluginParts() {}

    static PluginWords words() {
        return new PluginWords(Screens.locale());
    }

    static Div box(String className, Component... children) {
        Div box = new Div(children);
        box.addClassName(className);
        return box;
    }

    static Div section(String title, Component... children) {
        Div section = box("tl-section", new H3(title));
        section.add(children);
        return section;
    }

    static Span span(String className, String words) {
        Span span = new Span(words);
        span.addClassName(className);
        return span;
    }

    static Span muted(String words) {
        return span("tl-muted", words);
    }

    static Span tag(String tone, String words) {
        Span tag = span("tl-tag", words);
        tag.addClassName(tone);
        return tag;
    }

    static Div alert(String tone, String words) {
        Div alert = box("tl-alert", Icons.of(Icons.TRIANGLE_ALERT), span("tl-grow", words));
        alert.addClassName(tone);
        return alert;
    }

    static Button button(String id, String words, String icon, Runnable action) {
        Button button = new Button(words, Icons.of(icon), click -> action.run());
        button.setId(id);
        return button;
    }
}
