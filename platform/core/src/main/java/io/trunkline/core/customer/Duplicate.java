package io.trunkline.core.customer;

import org.jspecify.annotations.Nullable;

/// Another customer has the same value.
///
/// @param field [CustomerField#PHONE] or [CustomerField#ID_NUMBER]
/// @param customer as the session may see it; null where it lies out of its reach, of which no more
///   is told than that it exists
public record Duplicate(CustomerField field, @Nullable Customer customer) {}
