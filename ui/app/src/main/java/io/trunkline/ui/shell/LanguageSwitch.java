package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.util.Locale;

/// 中文 or English, kept in this browser.
final class LanguageSwitch extends Div {

    LanguageSwitch() {
        addClassName("tl-segments");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", Screens.text("shell.language"));
        for (Locale language : ScreenTexts.LANGUAGES) {
            Button button = new Button(ScreenTexts.text(language, "shell.language.own-name"));
            button.addThemeName("tertiary");
            boolean current = language.equals(Screens.locale());
            button.getElement().setAttribute("aria-pressed", Boolean.toString(current));
            button.addClickListener(click -> choose(language));
            add(button);
        }
    }

    private static void choose(Locale language) {
        UI.getCurrent()
                .getPage()
                .executeJs(
                        "document.cookie = $0 + '=' + $1 + ';path=/;max-age=31536000;samesite=lax';"
                                + " location.reload();",
                        Visitors.LANGUAGE_COOKIE,
                        language.getLanguage());
    }
}
