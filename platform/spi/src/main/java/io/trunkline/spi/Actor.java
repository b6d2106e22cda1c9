package io.trunkline.spi;

import org.jspecify.annotations.Nullable;

/// Who acts: a member of the tenant, or the platform itself (an event, an import, a migration).
///
/// @param memberId the member's id; null for the platform
/// @param orgUnitId the unit the member belongs to; the tenant's root unit for the platform
/// @param name for people to read
public record Actor(@Nullable Long memberId, long orgUnitId, String name) {

    /// The member's id, where only a member can act.
    ///
    /// @throws PluginException [StandardErrorCode#MEMBERS_ONLY] when the platform acts
    public long requireMember() {
        if (memberId == null) {
            throw new PluginException(StandardErrorCode.MEMBERS_ONLY);
        }
        return memberId;
    }
}
