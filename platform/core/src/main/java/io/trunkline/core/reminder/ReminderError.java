package io.trunkline.core.reminder;

import io.trunkline.spi.ErrorCode;

/// What can be wrong with a reminder.
public enum ReminderError implements ErrorCode {
    /// The time is past.
    PAST(Kind.INVALID),
    /// The time is too far away; arguments: how many days are possible.
    TOO_FAR(Kind.INVALID),
    /// Arguments: how many a member can have waiting.
    TOO_MANY(Kind.LIMIT);

    private final Kind kind;

    ReminderError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
