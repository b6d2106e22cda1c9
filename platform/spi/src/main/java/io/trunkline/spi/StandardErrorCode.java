package io.trunkline.spi;

/// Reasons that are the same everywhere; their texts are the platform's.
public enum StandardErrorCode implements ErrorCode {
    /// A value is wrong; arguments: the field, the value.
    INVALID(Kind.INVALID),
    NOT_FOUND(Kind.NOT_FOUND),
    FORBIDDEN(Kind.FORBIDDEN),
    /// Only a person can do this, not the platform.
    MEMBERS_ONLY(Kind.FORBIDDEN),
    /// Someone changed it since it was read.
    STALE(Kind.CONFLICT),
    /// A [TenantSession] was used after the call it was made for.
    SESSION_ENDED(Kind.INTERNAL),
    /// A call that writes platform data was made inside a plugin's transaction.
    INSIDE_TRANSACTION(Kind.INTERNAL),
    INTERNAL(Kind.INTERNAL),
    UNAVAILABLE(Kind.UNAVAILABLE);

    private final Kind kind;

    StandardErrorCode(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
