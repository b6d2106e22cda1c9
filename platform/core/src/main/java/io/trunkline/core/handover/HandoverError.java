package io.trunkline.core.handover;

import io.trunkline.spi.ErrorCode;

/// Why work was not handed over.
public enum HandoverError implements ErrorCode {
    /// Neither customers nor other work.
    NOTHING_CHOSEN(Kind.INVALID),
    /// Customers need someone who gets them.
    NO_RECEIVER(Kind.INVALID),
    /// Not an active member of the caller's area, or the one whose work it is.
    RECEIVER_INVALID(Kind.INVALID),
    /// Longer than 200 characters.
    REASON_TOO_LONG(Kind.INVALID),
    /// Nobody gives the approvals that wait for someone else to herself.
    APPROVALS_TO_SELF(Kind.FORBIDDEN),
    /// An approval came to her from someone outside of the caller's area: it is not hers to give.
    APPROVALS_OUT_OF_REACH(Kind.FORBIDDEN),
    /// Her work is being handed over already.
    HANDOVER_RUNNING(Kind.CONFLICT);

    private final Kind kind;

    HandoverError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
