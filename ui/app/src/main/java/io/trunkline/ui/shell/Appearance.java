package io.trunkline.ui.shell;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a person likes her screens. Kept per member, and copied into a cookie, so that a page
/// without a tenant looks the same.
///
/// @param bareKeys whether keys without Ctrl work (WCAG 2.1.4)
/// @param language null for the tenant's
record Appearance(Theme theme, Density density, boolean bareKeys, @Nullable Locale language) {

    static final Appearance DEFAULT = new Appearance(Theme.SYSTEM, Density.DEFAULT, true, null);

    static final String THEME = "look.theme";
    static final String DENSITY = "look.density";
    static final String KEYS = "look.keys";
    static final String LANGUAGE = "look.language";

    /// Values of `data-theme` on `<html>`; none for the system's.
    enum Theme {
        LIGHT,
        DARK,
        SYSTEM
    }

    /// Values of `data-density` on `<html>`; none for the default.
    enum Density {
        COMPACT,
        DEFAULT,
        COMFORTABLE
    }

    /// @param preferences of a member; what nobody knows any more counts as not set
    static Appearance of(Map<String, String> preferences) {
        String language = preferences.get(LANGUAGE);
        return new Appearance(
                one(Theme.values(), preferences.get(THEME), Theme.SYSTEM),
                one(Density.values(), preferences.get(DENSITY), Density.DEFAULT),
                !"off".equals(preferences.get(KEYS)),
                language == null ? null : ScreenTexts.language(Locale.of(language)));
    }

    /// From the cookie: `dark.compact.off`.
    static Appearance ofCookie(String value) {
        String[] parts = value.split("\\.", -1);
        Map<String, String> preferences = new HashMap<>();
        String[] keys = {THEME, DENSITY, KEYS};
        for (int part = 0; part < Math.min(parts.length, keys.length); part++) {
            preferences.put(keys[part], parts[part]);
        }
        return of(preferences);
    }

    /// For the cookie; the language has its own.
    String cookie() {
        return word(theme) + "." + word(density) + "." + (bareKeys ? "on" : "off");
    }

    /// Attributes of `<html>` by name; an empty value means that it is absent.
    Map<String, String> attributes() {
        return Map.of(
                "data-theme", theme == Theme.SYSTEM ? "" : word(theme),
                "data-density", density == Density.DEFAULT ? "" : word(density),
                "data-bare-keys", bareKeys ? "" : "off");
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E one(E[] values, @Nullable String word, E otherwise) {
        for (E value : values) {
            if (word(value).equals(word)) {
                return value;
            }
        }
        return otherwise;
    }
}
