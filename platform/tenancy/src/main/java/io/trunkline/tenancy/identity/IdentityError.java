package io.trunkline.tenancy.identity;

import io.trunkline.spi.ErrorCode;

/// Why an account, client or sign-in provider was refused.
public enum IdentityError implements ErrorCode {
    /// The account was not made for this tenant, or another one uses it too: nobody but its owner
    /// may be given a way in.
    ACCOUNT_SHARED(Kind.FORBIDDEN),
    /// Someone else gave the account a password at the same moment, and that one counts.
    PASSWORD_SET_MEANWHILE(Kind.CONFLICT),
    /// Its person works on the platform itself: no tenant takes her in.
    ACCOUNT_OF_PLATFORM(Kind.FORBIDDEN),
    /// It belongs to a machine client, not to a person.
    ACCOUNT_OF_MACHINE(Kind.INVALID),
    /// The installation leaves this to a person.
    KEPT_BY_HAND(Kind.CONFLICT),
    /// The address tells nothing of an OpenID Connect provider; arguments: the address.
    PROVIDER_UNREADABLE(Kind.INVALID),
    /// A first link needs the secret.
    PROVIDER_SECRET_MISSING(Kind.INVALID),
    /// Neither https nor one the installation allows; arguments: the address.
    PROVIDER_ADDRESS(Kind.INVALID);

    private final Kind kind;

    IdentityError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
