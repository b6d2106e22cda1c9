package io.trunkline.rest.problem;

import io.trunkline.spi.ErrorCode;

/// What the API itself refuses, before any service is asked.
public enum RestError implements ErrorCode {
    /// The caller belongs to several tenants and named none; arguments: the header.
    TENANT_REQUIRED(Kind.INVALID),
    /// There is no such tenant for this caller.
    TENANT_UNKNOWN(Kind.NOT_FOUND),
    /// The token names no tenant at all.
    NO_TENANT(Kind.FORBIDDEN),
    /// The tenant is suspended, or the caller is not an active member of it.
    NOT_A_MEMBER(Kind.FORBIDDEN),
    /// The body is not the JSON that is expected; arguments: where.
    BODY_MALFORMED(Kind.INVALID),
    /// A text in the request holds U+0000, which cannot be kept.
    TEXT_UNUSABLE(Kind.INVALID),
    /// A number or a time in the request is beyond what can be kept.
    OUT_OF_RANGE(Kind.INVALID),
    /// The body has a field that does not exist; arguments: the field.
    FIELD_UNKNOWN(Kind.INVALID),
    /// The customer has no phone to dial.
    NO_PHONE(Kind.CONFLICT),
    /// The form has no part `file` with a file name.
    FILE_MISSING(Kind.INVALID),
    /// The body is larger than allowed; arguments: the limit in MB.
    TOO_LARGE(Kind.INVALID),
    UNAUTHENTICATED(Kind.FORBIDDEN);

    private final Kind kind;

    RestError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
