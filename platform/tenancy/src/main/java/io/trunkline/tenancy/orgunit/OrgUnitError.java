package io.trunkline.tenancy.orgunit;

import io.trunkline.spi.ErrorCode;

/// Why the tree was not changed.
public enum OrgUnitError implements ErrorCode {
    /// Empty, longer than 100 characters, or with a slash; argument: the name.
    UNIT_NAME_INVALID(Kind.INVALID),
    /// Only a district has other names, at most 20.
    ALIASES_INVALID(Kind.INVALID),
    /// A unit above or below it, or another district of the tenant, is called so; argument: the
    /// name.
    UNIT_NAME_TAKEN(Kind.CONFLICT),
    /// City, district, grid, team: a district lies in the city, a grid in a district, a team in a
    /// district or a grid.
    UNIT_MISPLACED(Kind.INVALID),
    /// A unit cannot lie in itself or below itself.
    UNIT_CYCLE(Kind.INVALID),
    /// The city is neither moved nor closed.
    ROOT_FIXED(Kind.CONFLICT),
    /// Something lies in it; arguments: units, members, customers, other work.
    UNIT_NOT_EMPTY(Kind.CONFLICT),
    /// The unit it lay in before an audit entry is closed by now: that one first.
    HAD_PARENT_GONE(Kind.CONFLICT);

    private final Kind kind;

    OrgUnitError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
