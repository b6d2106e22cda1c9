package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.tenancy.preference.Preferences;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// What a member sets for herself: theme, density, language, keys. Each counts at once, on this
/// page and wherever she signs in.
final class Settings extends Div {

    private final transient Preferences preferences;

    Settings(Preferences preferences) {
        this.preferences = preferences;
        addClassName("tl-settings");
        Appearance look = Appearance.of(preferences.all());
        add(
                line(
                        "shell.theme",
                        new Segments<>(
                                Screens.text("shell.theme"),
                                List.of(Appearance.Theme.values()),
                                value -> text("shell.theme", value),
                                look.theme(),
                                value -> set(Appearance.THEME, Appearance.word(value)))),
                line(
                        "shell.density",
                        new Segments<>(
                                Screens.text("shell.density"),
                                List.of(Appearance.Density.values()),
                                value -> text("shell.density", value),
                                look.density(),
                                value -> set(Appearance.DENSITY, Appearance.word(value)))),
                line(
                        "shell.language",
                        languages(language ->
                                preferences.put(Appearance.LANGUAGE, language.getLanguage()))),
                keys(look.bareKeys()));
    }

    /// 中文 or English; the page is loaded anew in it.
    ///
    /// @param kept told before, to remember it
    static Segments<Locale> languages(Consumer<Locale> kept) {
        return new Segments<>(
                Screens.text("shell.language"),
                ScreenTexts.LANGUAGES,
                language -> ScreenTexts.text(language, "shell.language.own-name"),
                Screens.locale(),
                language -> {
                    kept.accept(language);
                    speak(language);
                });
    }

    private static void speak(Locale language) {
        UI.getCurrent()
                .getPage()
                .executeJs(
                        "document.cookie = $0 + '=' + $1 + ';path=/;max-age=31536000;samesite=lax';"
                                + " location.reload();",
                        Visitors.LANGUAGE_COOKIE,
                        language.getLanguage());
    }

    private void set(String key, String value) {
        preferences.put(key, value);
        PageLook.apply(UI.getCurrent(), Appearance.of(preferences.all()));
    }

    private Div keys(boolean on) {
        Checkbox keys = new Checkbox(Screens.text("shell.keys"), on);
        keys.setId("setting-keys");
        keys.getElement().setAttribute("title", Screens.text("shell.keys.why"));
        keys.addValueChangeListener(
                change -> set(Appearance.KEYS, change.getValue() ? "on" : "off"));
        Div line = new Div(keys);
        line.addClassName("tl-settings-line");
        return line;
    }

    private static Div line(String key, Segments<?> choices) {
        Span label = new Span(Screens.text(key));
        label.addClassName("tl-muted");
        Div line = new Div(label, choices);
        line.addClassName("tl-settings-line");
        return line;
    }

    private static String text(String key, Enum<?> value) {
        return Screens.text(key + "." + Appearance.word(value));
    }
}
