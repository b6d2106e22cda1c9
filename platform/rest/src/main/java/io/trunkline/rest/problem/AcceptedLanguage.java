package io.trunkline.rest.problem;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The language a caller's `Accept-Language` asks for.
public final class AcceptedLanguage {

    private static final List<Locale> SPOKEN = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private AcceptedLanguage() {}

    /// @return empty when the header is absent, malformed or names no language of the platform
    public static Optional<Locale> of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .sorted((a, b) -> Double.compare(b.getWeight(), a.getWeight()))
                    .flatMap(range ->
                            SPOKEN.stream().filter(locale -> speaks(range.getRange(), locale)))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean speaks(String range, Locale locale) {
        return Locale.forLanguageTag(range).getLanguage().equals(locale.getLanguage());
    }
}
