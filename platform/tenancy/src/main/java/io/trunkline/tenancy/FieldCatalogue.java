package io.trunkline.tenancy;

import java.util.List;

/// The fields a role may hide, mask or make read-only. What owns the records says it by a bean of
/// this type; whoever edits roles asks all of them.
public interface FieldCatalogue {

    /// In the order people read them.
    List<Field> fields();

    /// @param key how [FieldPolicy] names it, for example `phone`
    /// @param partial whether a masked value is shown in part (138****1234); else it is left out
    /// @param family whether a policy may also name single members of it, as `key.<name>`
    record Field(String key, boolean partial, boolean family) {

        public boolean isNamedBy(String name) {
            return name.equals(key)
                    || (family && name.startsWith(key + ".") && name.length() > key.length() + 1);
        }
    }

    /// Whether a policy may name it.
    default boolean knows(String name) {
        return fields().stream().anyMatch(field -> field.isNamedBy(name));
    }
}
