package io.trunkline.tenancy.serviceaccount;

import io.trunkline.spi.ErrorCode;

/// Why a machine client was refused.
public enum ServiceAccountError implements ErrorCode {
    /// Not 2 to 30 lower case letters, digits and hyphens.
    KEY_INVALID(Kind.INVALID),
    /// There is one of this key, perhaps a revoked one.
    KEY_TAKEN(Kind.CONFLICT),
    NAME_INVALID(Kind.INVALID),
    /// Nothing asks for this permission; arguments: its key.
    PERMISSION_UNKNOWN(Kind.INVALID),
    NO_PERMISSION(Kind.INVALID),
    /// Nobody gives a machine more than she has herself; arguments: the permission.
    BEYOND_OWN_RIGHTS(Kind.FORBIDDEN),
    /// Its rows would reach further than the caller's.
    BEYOND_OWN_REACH(Kind.FORBIDDEN),
    /// It sees more of a field than the caller; arguments: the field.
    BEYOND_OWN_VIEW(Kind.FORBIDDEN),
    EXPIRY_PAST(Kind.INVALID),
    /// It was revoked, for good.
    REVOKED(Kind.CONFLICT);

    private final Kind kind;

    ServiceAccountError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
