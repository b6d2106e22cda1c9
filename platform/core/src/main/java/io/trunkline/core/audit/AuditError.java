package io.trunkline.core.audit;

import io.trunkline.spi.ErrorCode;

/// What can be wrong with a request about the audit trail.
public enum AuditError implements ErrorCode {
    /// The cursor does not come from a page of this list.
    AUDIT_CURSOR_INVALID(Kind.INVALID),
    /// The entry tells of nothing that could be taken back.
    NOT_RESTORABLE(Kind.CONFLICT),
    /// The customer is in the bin: it has to be brought back first.
    IN_BIN(Kind.CONFLICT);

    private final Kind kind;

    AuditError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
