package io.trunkline.tenancy.role;

import org.jspecify.annotations.Nullable;

/// A field that a role can hide, mask or make read-only.
///
/// @param key how [io.trunkline.tenancy.FieldPolicy] names it
/// @param label what the tenant calls it; null where the texts of screens do
public record KnownField(String key, @Nullable String label) {}
