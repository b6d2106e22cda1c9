package io.trunkline.spi;

import org.jspecify.annotations.Nullable;

/// A node of the tenant's tree.
///
/// @param parentId null only for the root
public record OrgUnit(long id, @Nullable Long parentId, Kind kind, String name) {

    public enum Kind {
        CITY,
        DISTRICT,
        GRID,
        TEAM
    }
}
