package io.trunkline.plugins.example;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A customer a member keeps an eye on.
///
/// @param note why; empty for nothing
/// @param changedAt when the customer's record last changed since it was marked; null for never
public record Favourite(
        long id, long customerId, String name, String note, @Nullable Instant changedAt) {}
