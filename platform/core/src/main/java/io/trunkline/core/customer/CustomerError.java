package io.trunkline.core.customer;

import io.trunkline.spi.ErrorCode;

/// What can be wrong with a request about customers.
public enum CustomerError implements ErrorCode {
    /// Some fields are wrong; see [InvalidCustomerException].
    FIELDS_INVALID(Kind.INVALID),
    /// Another customer of the tenant has this external number.
    EXTERNAL_NUMBER_TAKEN(Kind.CONFLICT),
    CURSOR_INVALID(Kind.INVALID);

    private final Kind kind;

    CustomerError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
