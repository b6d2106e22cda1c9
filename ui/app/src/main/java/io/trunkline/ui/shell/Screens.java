package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.ui.spi.Formats;
import java.util.Locale;

/// What pages ask all the time.
public final class Screens {

    private Screens() {}

    /// A text of the screens in the language of the current page.
    public static String text(String key, Object... arguments) {
        return ScreenTexts.text(locale(), key, arguments);
    }

    /// The same for a page that is not the current one yet.
    static String textFor(UI ui, String key) {
        return ScreenTexts.text(ScreenTexts.language(ui.getLocale()), key);
    }

    /// Dates, numbers and money for the current session.
    public static Formats formats() {
        Session session = TenantRunner.current();
        return new Formats(ScreenTexts.language(session.locale()), session.zone());
    }

    /// The language of the current page.
    public static Locale locale() {
        UI ui = UI.getCurrent();
        return ScreenTexts.language(ui == null ? Locale.UK : ui.getLocale());
    }
}
