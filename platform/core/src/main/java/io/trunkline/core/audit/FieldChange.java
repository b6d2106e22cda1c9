package io.trunkline.core.audit;

import org.jspecify.annotations.Nullable;

/// One field of an object, before and after.
///
/// @param field how JSON names it: `phone`, `birthDate`, `customFields.level`
/// @param before null for nothing; as text: ISO dates, `5900 CNY`, lists joined by commas
/// @param after the same
/// @param masked whether the reader sees the values in part, or only that they differ
public record FieldChange(
        String field, @Nullable String before, @Nullable String after, boolean masked) {}
