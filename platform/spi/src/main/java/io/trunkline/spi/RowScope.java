package io.trunkline.spi;

import java.util.Set;

/// The rows an actor may reach, as the set of org units they belong to.
///
/// @param kind how the set was found
/// @param orgUnits ids of every unit within reach, children included; never empty for a member
public record RowScope(Kind kind, Set<Long> orgUnits) {

    public RowScope {
        orgUnits = Set.copyOf(orgUnits);
    }

    public enum Kind {
        /// Only what the actor owns.
        OWN,
        /// The actor's own unit and what is below it.
        TEAM,
        /// The district the actor's unit lies in, and what is below it.
        DISTRICT,
        /// The whole tenant.
        TENANT
    }

    public boolean covers(long orgUnitId) {
        return orgUnits.contains(orgUnitId);
    }
}
