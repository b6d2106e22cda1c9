package io.trunkline.tenancy.role;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// How the platform's own permissions and the built-in roles are called, the same in screens and
/// answers. A plugin names its permissions itself.
public final class RoleTexts {

    private static final String BUNDLE = "io.trunkline.tenancy.role.texts";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private RoleTexts() {}

    /// The name the tenant gave the role, else the translated one, else its key.
    public static String name(Locale locale, Role role) {
        return name(locale, role.key(), role.name());
    }

    /// The same of a role whose rights are not at hand.
    public static String name(Locale locale, String key, @Nullable String name) {
        return name != null ? name : builtIn(locale, key).orElse(key);
    }

    /// The translated name of a built-in role.
    public static Optional<String> builtIn(Locale locale, String key) {
        return text(locale, "role." + key);
    }

    /// @return empty for a permission of a plugin
    public static Optional<String> permission(Locale locale, String key) {
        return text(locale, "permission." + key);
    }

    private static Optional<String> text(Locale locale, String key) {
        Locale language = locale.getLanguage().equals("zh") ? Locale.of("zh") : Locale.of("en");
        ResourceBundle bundle =
                ResourceBundle.getBundle(
                        BUNDLE, language, RoleTexts.class.getClassLoader(), NO_FALLBACK);
        return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
    }
}
