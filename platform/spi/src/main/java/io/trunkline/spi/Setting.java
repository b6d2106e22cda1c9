package io.trunkline.spi;

import java.util.function.Predicate;

/// A value each tenant may choose for a plugin. Its name for people is the text `setting.<key>`,
/// its explanation `setting.<key>.help`.
///
/// @param key lower case with hyphens, unique in the plugin
/// @param type `String`, `Integer` or `Boolean`
/// @param defaultValue what holds where a tenant has chosen nothing
/// @param expected what a valid value looks like, in English, for error messages
/// @param valid the check
public record Setting<T>(
        String key, Class<T> type, T defaultValue, String expected, Predicate<T> valid) {

    public Setting {
        if (!valid.test(defaultValue)) {
            throw new IllegalArgumentException("default of setting " + key + " is not " + expected);
        }
    }

    public static Setting<String> text(String key, String defaultValue, int maxLength) {
        return new Setting<>(
                key,
                String.class,
                defaultValue,
                "text of at most " + maxLength + " characters",
                value -> value.length() <= maxLength);
    }

    public static Setting<Integer> integer(String key, int defaultValue, int min, int max) {
        return new Setting<>(
                key,
                Integer.class,
                defaultValue,
                "a whole number from " + min + " to " + max,
                value -> value >= min && value <= max);
    }

    public static Setting<Boolean> flag(String key, boolean defaultValue) {
        return new Setting<>(key, Boolean.class, defaultValue, "true or false", value -> true);
    }
}
