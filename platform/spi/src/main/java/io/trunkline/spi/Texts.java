package io.trunkline.spi;

import java.util.Locale;

/// The plugin's texts in all its languages.
@ProvidedByPlatform
public interface Texts {

    /// @param arguments for the placeholders `{0}`, `{1}`… of the text
    /// @return the text in the language, else in English; the key itself when there is none, which
    ///   the plugin contract test reports
    String text(Locale locale, String key, Object... arguments);
}
