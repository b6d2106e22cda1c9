package io.trunkline.plugins.calltasks;

import io.trunkline.spi.ErrorCode;

/// Why this plugin refuses; texts are `error.call-tasks.<name>`.
public enum CallTasksError implements ErrorCode {
    BATCH_NOT_FOUND(Kind.NOT_FOUND),
    TASK_NOT_FOUND(Kind.NOT_FOUND),
    UNIT_NOT_FOUND(Kind.NOT_FOUND),
    MEMBER_NOT_FOUND(Kind.NOT_FOUND),
    /// The name is empty or longer than 100 characters.
    BATCH_NAME(Kind.INVALID),
    /// The script is longer than 10,000 characters.
    SCRIPT_TOO_LONG(Kind.INVALID),
    /// Not 1, 2 or 3.
    PRIORITY(Kind.INVALID),
    /// The due time is missing or past.
    DUE_IN_PAST(Kind.INVALID),
    /// The client's request id is missing or longer than 64 characters.
    REQUEST_ID(Kind.INVALID),
    /// The batch is still being filled, or closed.
    BATCH_NOT_READY(Kind.CONFLICT),
    /// The unit is no district.
    NOT_A_DISTRICT(Kind.INVALID),
    /// The team is not one of the district's.
    NOT_A_TEAM(Kind.INVALID),
    /// The district has no team.
    NO_TEAM(Kind.CONFLICT),
    /// The unit lies outside the caller's reach.
    OUT_OF_REACH(Kind.FORBIDDEN),
    /// The member may not work tasks in this district.
    NOT_AN_AGENT(Kind.INVALID),
    /// The unit has no one who may work tasks.
    NO_AGENT(Kind.CONFLICT),
    /// Handing by hand names exactly one member.
    ONE_MEMBER(Kind.INVALID),
    /// More than the stated number of ids, or a count below one; argument: the limit.
    TOO_MANY(Kind.INVALID),
    /// The caller does not hold this task, or no longer.
    TASK_NOT_HELD(Kind.CONFLICT),
    /// Someone else has it, or it is closed.
    TASK_TAKEN(Kind.CONFLICT),
    DISPOSITION_MISSING(Kind.INVALID),
    /// The note is longer than 2,000 characters.
    NOTE_TOO_LONG(Kind.INVALID),
    /// A call-back needs a time.
    CALL_BACK_TIME_MISSING(Kind.INVALID),
    /// The call-back's time is past, or more than the stated number of days away; argument: days.
    CALL_BACK_OUT_OF_RANGE(Kind.INVALID),
    /// The call-back's time is outside of working hours; arguments: first and last hour.
    CALL_BACK_OUTSIDE_HOURS(Kind.INVALID),
    /// The customer has no phone.
    NO_PHONE(Kind.CONFLICT);

    private final Kind kind;

    CallTasksError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
