package io.trunkline.tenancy.tenant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an operator sees of a tenant: nothing of what belongs to it but how many members it has.
///
/// @param shortName for narrow places; null for the name itself
/// @param accent `#RRGGBB`; null for the product's
/// @param reason why it is in its state, as who changed it wrote
/// @param stateAt when it came into its state; null since its creation
/// @param eraseAfter when its rows are removed; null unless it is being deleted
/// @param organizationDue whether the identity provider has yet to be told
/// @param members active ones
public record TenantFacts(
        int id,
        String key,
        String name,
        @Nullable String shortName,
        @Nullable String accent,
        String locale,
        String zone,
        TenantState state,
        @Nullable String reason,
        @Nullable Instant stateAt,
        @Nullable Instant eraseAfter,
        Instant createdAt,
        boolean organizationDue,
        int version,
        long members) {}
