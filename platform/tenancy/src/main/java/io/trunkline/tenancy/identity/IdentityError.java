package io.trunkline.tenancy.identity;

import io.trunkline.spi.ErrorCode;

/// Why an account, client or sign-in provider was refused.
public enum IdentityError implements ErrorCode {
    /// The account was not made for this tenant, or another one uses it too: nobody but its owner
    /// may be given a way in.
    ACCOUNT_SHARED(Kind.FORBIDDEN);

    private final Kind kind;

    IdentityError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
