package io.trunkline.ui.shell;

import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.quarkus.annotation.VaadinServiceEnabled;
import com.vaadin.quarkus.annotation.VaadinServiceScoped;
import java.text.MessageFormat;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// The texts of the screens: one bundle per feature, `texts/<feature>_<language>.properties`. A key
/// starts with its feature's name. Texts with arguments are [MessageFormat]s, where an apostrophe
/// is doubled; texts without are taken as they are.
@VaadinServiceEnabled
@VaadinServiceScoped
public class ScreenTexts implements I18NProvider {

    static final List<String> FEATURES =
            List.of(
                    "shell",
                    "customer",
                    "orgunit",
                    "member",
                    "position",
                    "handover",
                    "importing",
                    "operator",
                    "plugin",
                    "module",
                    "audit",
                    "bin",
                    "role",
                    "access",
                    "explain",
                    "usage",
                    "signin",
                    "draft",
                    "machine",
                    "provider",
                    "notification",
                    "reminder",
                    "approval");
    static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.UK);

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    @Override
    public List<Locale> getProvidedLocales() {
        return LANGUAGES;
    }

    /// @return the text; the key after an exclamation mark when there is none, so that it is seen
    @Override
    public String getTranslation(String key, Locale locale, Object... arguments) {
        return text(locale, key, arguments);
    }

    /// The text outside of a page; see [#getTranslation].
    public static String text(Locale locale, String key, Object... arguments) {
        for (String feature : FEATURES) {
            ResourceBundle bundle = bundle(feature, language(locale));
            if (bundle.containsKey(key)) {
                String text = bundle.getString(key);
                return arguments.length == 0
                        ? text
                        : new MessageFormat(text, locale).format(arguments);
            }
        }
        return "!" + key;
    }

    /// Whether there is such a text.
    public static boolean has(Locale locale, String key) {
        for (String feature : FEATURES) {
            if (bundle(feature, language(locale)).containsKey(key)) {
                return true;
            }
        }
        return false;
    }

    /// The language the screens have for a locale.
    public static Locale language(Locale locale) {
        return locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.UK;
    }

    private static ResourceBundle bundle(String feature, Locale locale) {
        try {
            return ResourceBundle.getBundle(
                    "texts/" + feature,
                    Locale.of(locale.getLanguage()),
                    ScreenTexts.class.getClassLoader(),
                    NO_FALLBACK);
        } catch (MissingResourceException missing) {
            return new EmptyBundle();
        }
    }

    private static final class EmptyBundle extends ResourceBundle {
        @Override
        protected @Nullable Object handleGetObject(String key) {
            return null;
        }

        @Override
        public Enumeration<String> getKeys() {
            return Collections.emptyEnumeration();
        }
    }
}
