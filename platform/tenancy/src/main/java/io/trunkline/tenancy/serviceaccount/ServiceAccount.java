package io.trunkline.tenancy.serviceaccount;

import io.trunkline.spi.RowScope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client of the API, bound to one tenant.
///
/// @param id also the member's as which it acts
/// @param clientId as what it asks the identity provider for tokens
/// @param permissions keys of what it may do
/// @param orgUnitId where it belongs; its rows reach from there
/// @param expiresAt null where it has no end
public record ServiceAccount(
        long id,
        String name,
        String clientId,
        List<String> permissions,
        RowScope.Kind scope,
        long orgUnitId,
        boolean revoked,
        @Nullable Instant expiresAt,
        Instant createdAt,
        String createdBy,
        Instant rotatedAt) {

    public boolean expired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }
}
