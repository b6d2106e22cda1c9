package io.trunkline.tenancy;

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
        HIDDEN
    }

    public Rule of(String field) {
        return rules.getOrDefault(field, Rule.OPEN);
    }
}
