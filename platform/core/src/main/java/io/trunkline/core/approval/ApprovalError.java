package io.trunkline.core.approval;

import io.trunkline.spi.ErrorCode;

/// What can be wrong with a decision or its configuration.
public enum ApprovalError implements ErrorCode {
    /// It is decided already, or at another step.
    DECIDED(Kind.CONFLICT),
    /// Nobody decides on what she asked for herself.
    OWN_REQUEST(Kind.FORBIDDEN),
    /// The caller is none of those who decide this step.
    NOT_AN_APPROVER(Kind.FORBIDDEN),
    /// The caller has spoken at this step.
    SPOKEN(Kind.CONFLICT),
    /// A refusal says why.
    COMMENT_MISSING(Kind.INVALID),
    /// Arguments: which step, counted from 1; what is wrong with it.
    STEP_INVALID(Kind.INVALID),
    /// Nobody stands in for herself, nor backwards in time, nor for more than a year.
    STAND_IN_INVALID(Kind.INVALID);

    private final Kind kind;

    ApprovalError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
