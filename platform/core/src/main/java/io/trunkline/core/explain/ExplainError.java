package io.trunkline.core.explain;

import io.trunkline.spi.ErrorCode;

/// Why a question cannot be answered.
public enum ExplainError implements ErrorCode {
    MEMBER_UNKNOWN(Kind.NOT_FOUND),
    CUSTOMER_UNKNOWN(Kind.NOT_FOUND),
    /// Several customers have this name: ask by number.
    CUSTOMER_AMBIGUOUS(Kind.INVALID);

    private final Kind kind;

    ExplainError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
