package io.trunkline.tenancy.position;

import io.trunkline.spi.ErrorCode;

/// Why a position was not changed.
public enum PositionError implements ErrorCode {
    /// Lower case letters, digits and hyphens, beginning with a letter.
    POSITION_KEY_INVALID(Kind.INVALID),
    POSITION_KEY_TAKEN(Kind.CONFLICT),
    /// Empty or longer than 100 characters.
    POSITION_NAME_INVALID(Kind.INVALID),
    POSITION_ROLE_UNKNOWN(Kind.INVALID),
    /// Someone holds it; argument: how many.
    POSITION_HELD(Kind.CONFLICT);

    private final Kind kind;

    PositionError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
