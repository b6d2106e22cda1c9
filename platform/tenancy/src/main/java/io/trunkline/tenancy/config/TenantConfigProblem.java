package io.trunkline.tenancy.config;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// What is wrong in a tenant's file, for the person who wrote it.
///
/// @param file its path below the folder, for example `tenants/wuhan.yaml`
/// @param line counted from 1; 0 where no line is to blame
/// @param place the key it is about, like `members[3].roles`; empty for the whole file, null where
///   the line says enough
/// @param arguments of the fault's text, in its order: texts from the file, and [Term]s
public record TenantConfigProblem(
        String file, int line, @Nullable String place, Fault fault, List<Object> arguments) {

    private static final int LONGEST = 500;
    private static final String BUNDLE = "io.trunkline.tenancy.config.problems";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /// Each with a text of its name.
    public enum Fault {
        NOT_YAML,
        TOO_DEEP,
        NOT_WHOLE,
        KEY_NOT_TEXT,
        KEY_TWICE,
        UNKNOWN_KEY,
        MISSING_KEY,
        EXPECTED,
        ONE_OF,
        TOO_FEW,
        EMPTY,
        TOO_LONG,
        INVALID,
        SENT_TWICE,
        NOT_UTF8,
        UNREADABLE,
        NO_FOLDER,
        NOT_CREATED,
        FILE_NAME,
        TWICE,
        NAME_TWICE,
        TEAM_TWICE,
        NO_CONTRAST,
        NO_UNIT,
        NO_ROLE,
        NO_PLUGIN,
        NUMBER,
        OF_MACHINE,
        OF_PLATFORM
    }

    /// Words of ours within a text, for example a description in the schema.
    ///
    /// @param english by which other languages find theirs
    public record Term(String english) {

        String in(Locale locale) {
            ResourceBundle texts = texts(locale);
            return texts.containsKey(key()) ? texts.getString(key()) : english;
        }

        private String key() {
            return "term." + english.replaceAll("[^A-Za-z0-9]+", "-");
        }
    }

    static TenantConfigProblem ofFile(String file, Fault fault, Object... arguments) {
        return new TenantConfigProblem(file, 0, null, fault, List.of(arguments));
    }

    /// Which key, what is expected there.
    public String text(Locale locale) {
        Object[] words =
                arguments.stream()
                        .map(one -> one instanceof Term term ? term.in(locale) : cut(one))
                        .toArray();
        String said =
                new MessageFormat(texts(locale).getString(fault.name()), locale).format(words);
        if (place == null) {
            return said;
        }
        return (place.isEmpty() ? new Term("the file").in(locale) : place) + ": " + said;
    }

    /// Texts from a file may be of any length.
    private static String cut(Object argument) {
        String text = argument.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /// With file and line.
    public String sentence(Locale locale) {
        return (line == 0 ? file : file + ":" + line) + ": " + text(locale);
    }

    /// For logs.
    @Override
    public String toString() {
        return sentence(Locale.ENGLISH);
    }

    private static ResourceBundle texts(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE,
                locale.getLanguage().equals("zh") ? Locale.of("zh") : Locale.of("en"),
                TenantConfigProblem.class.getClassLoader(),
                NO_FALLBACK);
    }
}
