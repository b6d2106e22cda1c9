package io.trunkline.core.export;

import io.trunkline.spi.ErrorCode;

/// What can be wrong with a request about an export.
public enum ExportError implements ErrorCode {
    /// The member has another export under way.
    ALREADY_RUNNING(Kind.CONFLICT),
    /// There is no file: not yet, or no more.
    NO_FILE(Kind.CONFLICT);

    private final Kind kind;

    ExportError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
