package io.trunkline.spi;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A value each tenant may choose for a plugin. Its name for people is the text `setting.<key>`,
/// its explanation `setting.<key>.help`, and what is expected of a value with a check of its own
/// `setting.<key>.expected`.
///
/// @param key lower case with hyphens, unique in the plugin
/// @param type `String`, `Integer` or `Boolean`
/// @param defaultValue what holds where a tenant has chosen nothing
/// @param expected what a valid value looks like, in English, for error messages
/// @param valid the check
/// @param min of a number; null for none
/// @param max of a number, or of a text's length; null for none
public record Setting<T>(
        String key,
        Class<T> type,
        T defaultValue,
        String expected,
        Predicate<T> valid,
        @Nullable Integer min,
        @Nullable Integer max) {

    public Setting {
        if (!valid.test(defaultValue)) {
            throw new IllegalArgumentException("default of setting " + key + " is not " + expected);
        }
    }

    /// One with a check of its own.
    public Setting(String key, Class<T> type, T defaultValue, String expected, Predicate<T> valid) {
        this(key, type, defaultValue, expected, valid, null, null);
    }

    public static Setting<String> text(String key, String defaultValue, int maxLength) {
        return new Setting<>(
                key,
                String.class,
                defaultValue,
                "text of at most " + maxLength + " characters",
                value -> value.length() <= maxLength,
                null,
                maxLength);
    }

    public static Setting<Integer> integer(String key, int defaultValue, int min, int max) {
        return new Setting<>(
                key,
                Integer.class,
                defaultValue,
                "a whole number from " + min + " to " + max,
                value -> value >= min && value <= max,
                min,
                max);
    }

    public static Setting<Boolean> flag(String key, boolean defaultValue) {
        return new Setting<>(key, Boolean.class, defaultValue, "true or false", value -> true);
    }
}
