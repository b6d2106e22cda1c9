package io.trunkline.tenancy;

import java.util.Locale;
import java.util.Map;

/// What a member's roles let her see of a customer's fields. A field that is not named is open.
///
/// @param rules by field name: `phone`, `birthDate`, `monthlyCharge`…
public record FieldPolicy(Map<String, Rule> rules) {

    public static final FieldPolicy OPEN = new FieldPolicy(Map.of());

    public FieldPolicy {
        rules = Map.copyOf(rules);
    }

    public enum Rule {
        /// Can be seen and changed.
        OPEN,
        /// Can be seen, not changed.
        READ_ONLY,
        /// Shown in part (138****1234); can be searched for only as a whole.
        MASKED,
        /// Neither shown nor found by.
        HIDDEN;

        /// How files and tables write it: `read-only`.
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// @param key as [#key]
        /// @throws IllegalArgumentException when there is no such rule
        public static Rule named(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /// A member of a family, `customFields.level`, stands under the stricter of its own rule and
    /// the family's.
    public Rule of(String field) {
        Rule own = rules.getOrDefault(field, Rule.OPEN);
        int dot = field.indexOf('.');
        if (dot < 0) {
            return own;
        }
        Rule family = rules.getOrDefault(field.substring(0, dot), Rule.OPEN);
        return own.compareTo(family) >= 0 ? own : family;
    }

    /// Whether the value is shown as it is.
    public boolean shows(String field) {
        return of(field).compareTo(Rule.READ_ONLY) <= 0;
    }
}
