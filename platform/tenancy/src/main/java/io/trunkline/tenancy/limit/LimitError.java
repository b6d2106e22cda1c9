package io.trunkline.tenancy.limit;

import io.trunkline.spi.ErrorCode;

public enum LimitError implements ErrorCode {
    /// The tenant uses as much as it may; arguments: the resource, the limit.
    LIMIT_REACHED(Kind.LIMIT);

    private final Kind kind;

    LimitError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
