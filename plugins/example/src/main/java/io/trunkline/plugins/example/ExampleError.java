package io.trunkline.plugins.example;

import io.trunkline.spi.ErrorCode;

/// What the plugin refuses. Its texts are `error.example.<name>`.
enum ExampleError implements ErrorCode {
    /// The member has as many favourites as the tenant allows; arguments: how many.
    TOO_MANY(Kind.LIMIT),
    /// Arguments: how many characters are possible.
    NOTE_TOO_LONG(Kind.INVALID),
    /// Arguments: how many more, and how many characters of a reason, are possible.
    MORE_INVALID(Kind.INVALID);

    private final Kind kind;

    ExampleError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
