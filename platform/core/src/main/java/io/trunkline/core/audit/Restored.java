package io.trunkline.core.audit;

import io.trunkline.core.customer.RestoredCustomer;
import org.jspecify.annotations.Nullable;

/// What an entry of the audit trail was taken back for.
///
/// @param objectType `customer`, `role`, `member`, `org-unit`
/// @param name of it now; null for a built-in role that goes by its translated name
/// @param customer where it is one
public record Restored(
        String objectType,
        long objectId,
        @Nullable String name,
        @Nullable RestoredCustomer customer) {}
