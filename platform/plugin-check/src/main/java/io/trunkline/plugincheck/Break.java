package io.trunkline.plugincheck;

import java.util.Comparator;

/// One thing that would fail while the plugin runs.
///
/// @param className class of the plugin that is hurt
/// @param name the class or member it is about, with the types of parameters
public record Break(String className, Kind kind, String name) implements Comparable<Break> {

    private static final Comparator<Break> ORDER =
            Comparator.comparing(Break::className)
                    .thenComparing(Break::name)
                    .thenComparing(Break::kind);

    /// What is wrong with it.
    public enum Kind {
        /// It reaches beyond the plugin; with the reason.
        FORBIDDEN("uses %s"),
        /// No class of that name, in the plugin, the JDK or what the platform shows.
        MISSING("needs class %s, which is neither in the plugin nor shown by the platform"),
        /// The SPI does not have it.
        GONE("uses %s, which this SPI does not have"),
        /// The SPI asks its implementations for it.
        ASKED("lacks %s, which this SPI asks for"),
        /// The SPI has it for itself alone.
        CLOSED("uses %s, which this SPI keeps to itself"),
        /// Static and not static, an interface and a class.
        OTHER_KIND("uses %s, which is of another kind in this SPI"),
        /// It is extended or overridden.
        FINAL("extends or overrides %s, which is final in this SPI");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /// For a developer, in English.
    public String words() {
        return className + " " + kind.words.formatted(name);
    }

    @Override
    public int compareTo(Break other) {
        return ORDER.compare(this, other);
    }
}
