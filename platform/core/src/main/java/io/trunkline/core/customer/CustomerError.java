package io.trunkline.core.customer;

import io.trunkline.spi.ErrorCode;

/// What can be wrong with a request about customers.
public enum CustomerError implements ErrorCode {
    /// Some fields are wrong; see [InvalidCustomerException].
    FIELDS_INVALID(Kind.INVALID),
    /// Another customer of the tenant has this external number.
    EXTERNAL_NUMBER_TAKEN(Kind.CONFLICT),
    CURSOR_INVALID(Kind.INVALID),
    /// Too many searches by values that are masked for who searches; arguments: minutes to wait.
    /// See [SearchLimitException].
    SEARCH_LIMIT(Kind.LIMIT),
    /// A reason of 3 to 200 characters is missing.
    REASON_REQUIRED(Kind.INVALID),
    /// The field is hidden from the caller, so there is nothing to unmask; arguments: the field.
    FIELD_HIDDEN(Kind.FORBIDDEN);

    private final Kind kind;

    CustomerError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
