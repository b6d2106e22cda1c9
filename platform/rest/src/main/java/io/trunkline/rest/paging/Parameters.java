package io.trunkline.rest.paging;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads what stands in a URL or in a body's ids. What cannot be right is refused with
/// [StandardErrorCode#INVALID] naming the parameter; an id in a path that is no number is
/// [StandardErrorCode#NOT_FOUND], like any other id that names nothing.
public final class Parameters {

    private static final int LAST_YEAR = 9999;

    private Parameters() {}

    public static long pathId(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
    }

    public static @Nullable Long id(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return Long.valueOf(value.strip());
        } catch (NumberFormatException e) {
            throw invalid(name, value);
        }
    }

    public static @Nullable LocalDate date(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(value.strip());
            if (date.getYear() >= 1 && date.getYear() <= LAST_YEAR) {
                return date;
            }
        } catch (DateTimeException e) {
            throw invalid(name, value);
        }
        throw invalid(name, value);
    }

    public static int limit(@Nullable String value, int usual, int max) {
        Long limit = id("limit", value);
        if (limit == null) {
            return usual;
        }
        if (limit < 1 || limit > max) {
            throw invalid("limit", String.valueOf(limit));
        }
        return limit.intValue();
    }

    /// A constant by its name in camelCase: `agreementEnd` is `AGREEMENT_END`.
    public static <E extends Enum<E>> E constant(
            String name, @Nullable String value, Class<E> type, E usual) {
        if (value == null || value.isBlank()) {
            return usual;
        }
        String constant = value.strip().replaceAll("([a-z])([A-Z])", "$1_$2");
        try {
            return Enum.valueOf(type, constant.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw invalid(name, value);
        }
    }

    public static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    public static PluginException invalid(String name, String value) {
        return new PluginException(StandardErrorCode.INVALID, name, value);
    }
}
