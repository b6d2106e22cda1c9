package io.trunkline.tenancy.tenant;

import io.trunkline.spi.ErrorCode;

/// What stands in the way of a tenant's life, or of its people.
public enum TenantError implements ErrorCode {
    /// The tenant is suspended: its people wait, nothing of it runs.
    TENANT_SUSPENDED(Kind.FORBIDDEN),
    /// The tenant is archived or about to be deleted.
    TENANT_CLOSED(Kind.FORBIDDEN),
    /// Another tenant has or had the key; arguments: the key.
    KEY_TAKEN(Kind.CONFLICT),
    /// The tenant's state does not allow it; arguments: the state.
    WRONG_STATE(Kind.CONFLICT),
    /// A field is not as it must be; arguments: the field, what is expected.
    FIELD_INVALID(Kind.INVALID),
    /// White text on the accent colour could not be read; arguments: the colour, its contrast.
    ACCENT_TOO_LIGHT(Kind.INVALID),
    /// The export is not finished; arguments: its state.
    EXPORT_NOT_READY(Kind.CONFLICT),
    /// The export's file is not on this node, or was removed; arguments: the node that made it.
    EXPORT_GONE(Kind.NOT_FOUND);

    private final Kind kind;

    TenantError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
