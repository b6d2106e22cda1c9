package io.trunkline.tenancy.member;

import org.jspecify.annotations.Nullable;

/// Which members are listed. What is null does not restrict.
///
/// @param text part of name or username
/// @param orgUnitId this unit and what is below it
/// @param after id of the last one seen
/// @param limit at most 200
public record MemberQuery(
        @Nullable String text,
        @Nullable Long orgUnitId,
        @Nullable Boolean active,
        @Nullable Long roleId,
        @Nullable Long after,
        int limit) {

    public static final int MOST = 200;

    public MemberQuery {
        limit = Math.clamp(limit, 1, MOST);
    }

    /// The first page of a unit and what is below it.
    public static MemberQuery of(@Nullable Long orgUnitId) {
        return new MemberQuery(null, orgUnitId, null, null, null, MOST);
    }
}
