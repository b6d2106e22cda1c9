package io.trunkline.tenancy.access;

import io.trunkline.spi.ErrorCode;

/// Why someone is not let in, and what can be wrong with the limits that say so.
public enum AccessError implements ErrorCode {
    /// Arguments: the address she comes from, the ranges that are allowed.
    ADDRESS_NOT_ALLOWED(Kind.FORBIDDEN),
    /// Arguments: when she can work again.
    TIME_NOT_ALLOWED(Kind.FORBIDDEN),
    /// Her limits ask for a device that was approved, and the request names none.
    DEVICE_MISSING(Kind.FORBIDDEN),
    /// The device is none of those that were approved for her. Arguments: its code, to be told to
    /// an administrator.
    DEVICE_NOT_APPROVED(Kind.FORBIDDEN),
    /// Arguments: how many devices may be approved for one member.
    TOO_MANY_DEVICES(Kind.LIMIT),
    /// A device's name has at most 100 characters.
    DEVICE_NAME_INVALID(Kind.INVALID),
    /// Arguments: the range that is none.
    RANGE_INVALID(Kind.INVALID),
    /// Arguments: the range, the one that holds it already.
    RANGES_OVERLAP(Kind.INVALID),
    /// Arguments: the hours that are none.
    ACCESS_HOURS_INVALID(Kind.INVALID),
    /// The limits would keep out the person who sets them, where she is now; to be confirmed.
    LOCKS_YOU_OUT(Kind.CONFLICT);

    private final Kind kind;

    AccessError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
