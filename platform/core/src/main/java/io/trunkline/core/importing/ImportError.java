package io.trunkline.core.importing;

import io.trunkline.spi.ErrorCode;

/// What can be wrong with a request about an import.
public enum ImportError implements ErrorCode {
    /// The import is in another state; argument: which.
    NOT_READY(Kind.CONFLICT),
    /// Name and number need exactly one column each, any other field at most one.
    COLUMNS_INVALID(Kind.INVALID);

    private final Kind kind;

    ImportError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
