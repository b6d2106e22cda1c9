package io.trunkline.rest.operator;

import io.trunkline.tenancy.tenant.TenantFacts;
import io.trunkline.tenancy.tenant.TenantState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A tenant as an operator sees it; see [TenantFacts].
///
/// @param eraseAfter when everything of it is removed; null unless it is being deleted
/// @param organizationDue whether the identity provider has yet to be told of the last change
/// @param version to be sent with changes of its branding
public record TenantJson(
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
        long members) {

    static TenantJson of(TenantFacts tenant) {
        return new TenantJson(
                tenant.key(),
                tenant.name(),
                tenant.shortName(),
                tenant.accent(),
                tenant.locale(),
                tenant.zone(),
                tenant.state(),
                tenant.reason(),
                tenant.stateAt(),
                tenant.eraseAfter(),
                tenant.createdAt(),
                tenant.organizationDue(),
                tenant.version(),
                tenant.members());
    }
}
