package io.trunkline.tenancy.role;

import io.trunkline.spi.ErrorCode;

/// What can be wrong with a request about roles.
public enum RoleError implements ErrorCode {
    /// Nobody active would be left who may manage roles and members of the whole tenant.
    LAST_ADMINISTRATOR(Kind.CONFLICT),
    /// Arguments: the permission that neither the platform nor a serving plugin has.
    PERMISSION_UNKNOWN(Kind.INVALID),
    /// Arguments: the field that no record has.
    FIELD_UNKNOWN(Kind.INVALID),
    /// A role needs a name of 1 to 100 characters.
    ROLE_NAME_INVALID(Kind.INVALID),
    /// Arguments: the name another role of the tenant has.
    ROLE_NAME_TAKEN(Kind.CONFLICT),
    /// Arguments: the key of a deleted role that another role has by now.
    ROLE_KEY_TAKEN(Kind.CONFLICT),
    /// It was deleted since: the entry of its deletion brings it back.
    ROLE_DELETED(Kind.CONFLICT),
    /// Arguments: how many members hold it; none where only positions give it.
    ROLE_IN_USE(Kind.CONFLICT),
    /// A role every tenant begins with can be edited, not deleted.
    ROLE_BUILT_IN(Kind.CONFLICT),
    /// Arguments: how many roles a tenant can have.
    TOO_MANY_ROLES(Kind.LIMIT);

    private final Kind kind;

    RoleError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
