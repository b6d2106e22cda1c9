package io.trunkline.core.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A customer in the bin, as the current session may see it.
///
/// @param deletedBy the member who put it there; null for the platform
/// @param goneAt when it is removed for good
public record BinnedCustomer(
        Customer customer, Instant deletedAt, @Nullable Long deletedBy, Instant goneAt) {}
