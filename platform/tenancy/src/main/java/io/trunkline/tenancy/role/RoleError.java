package io.trunkline.tenancy.role;

import io.trunkline.spi.ErrorCode;

/// What can be wrong with a request about roles.
public enum RoleError implements ErrorCode {
    /// Nobody active would be left who may manage roles and members of the whole tenant.
    LAST_ADMINISTRATOR(Kind.CONFLICT);

    private final Kind kind;

    RoleError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
