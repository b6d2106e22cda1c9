package io.trunkline.tenancy.member;

import io.trunkline.spi.ErrorCode;

/// Why a member was not changed.
public enum MemberError implements ErrorCode {
    /// Lower case letters, digits, dots, hyphens, at signs and underscores, at least two.
    USERNAME_INVALID(Kind.INVALID),
    /// Someone of the tenant signs in with it.
    USERNAME_TAKEN(Kind.CONFLICT),
    /// Empty or longer than 100 characters.
    MEMBER_NAME_INVALID(Kind.INVALID),
    MAIL_INVALID(Kind.INVALID),
    /// No whole phone number, or more than five; argument: the number.
    MEMBER_PHONE_INVALID(Kind.INVALID),
    /// Longer than 40 characters, or more than 30; argument: the skill.
    SKILL_INVALID(Kind.INVALID),
    /// A span ends before it starts, or two overlap; argument: the day.
    HOURS_INVALID(Kind.INVALID),
    /// There is no such unit, or it is closed.
    MEMBER_UNIT_UNKNOWN(Kind.INVALID),
    ROLE_UNKNOWN(Kind.INVALID),
    POSITION_UNKNOWN(Kind.INVALID),
    /// The member belongs to a unit outside of the caller's area.
    MEMBER_OUT_OF_REACH(Kind.FORBIDDEN),
    /// She would end up where the caller can no longer manage her.
    MEMBER_LEAVES_REACH(Kind.FORBIDDEN),
    /// Nobody gives herself rights or another unit, or shuts herself out.
    MEMBER_SELF(Kind.FORBIDDEN),
    /// Only who manages roles may give or take it; argument: its key.
    ROLE_NOT_DELEGABLE(Kind.FORBIDDEN),
    /// Work waits for her: hand it over first, or say that it may stay; argument: how much.
    MEMBER_HAS_WORK(Kind.CONFLICT),
    /// What she had before an audit entry is there no more; arguments: the key of the role, for the
    /// first.
    HAD_ROLE_GONE(Kind.CONFLICT),
    HAD_POSITION_GONE(Kind.CONFLICT),
    HAD_UNIT_GONE(Kind.CONFLICT),
    /// Not what who invited her told her.
    INVITATION_CODE_WRONG(Kind.INVALID),
    /// Wrong codes were given too often, or she was asked without one: who invites has to do so
    /// again.
    INVITATION_CODE_SPENT(Kind.CONFLICT);

    private final Kind kind;

    MemberError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
