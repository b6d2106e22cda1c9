package io.trunkline.tenancy.tenant;

import java.util.Locale;

/// Where a tenant is in its life. Only an active one is served.
public enum TenantState {
    ACTIVE,
    /// Nobody gets in and nothing runs; what waits goes on when it is resumed.
    SUSPENDED,
    /// Closed for good, kept for looking things up; can be resumed.
    ARCHIVED,
    /// Will be erased when its grace period ends; can be called back until then.
    DELETING,
    /// Its rows are being removed: no way back.
    ERASING,
    /// A tombstone: the key, and nothing else.
    DELETED;

    /// As the table has it.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TenantState of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
