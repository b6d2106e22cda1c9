package io.trunkline.tenancy.serviceaccount;

import io.trunkline.spi.RowScope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param key what stands behind the tenant's key in the client id: lower case letters, digits and
///   hyphens, 2 to 30
/// @param name for people, at most 100 characters
/// @param orgUnitId null for the unit of who makes it
public record ServiceAccountDraft(
        String key,
        String name,
        List<String> permissions,
        RowScope.Kind scope,
        @Nullable Long orgUnitId,
        @Nullable Instant expiresAt) {}
