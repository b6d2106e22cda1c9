package io.trunkline.tenancy.config;

import io.trunkline.spi.ErrorCode;

/// What keeps a plan from being applied.
public enum ConfigError implements ErrorCode {
    /// The files have faults; arguments: how many, the first one.
    FILES_FAULTY(Kind.INVALID),
    /// What would be done is not what was shown: plan again; arguments: the tenants it is about,
    /// ten at most.
    PLAN_STALE(Kind.CONFLICT),
    /// The plan holds what cannot be done; arguments: the tenant.
    PLAN_REFUSED(Kind.CONFLICT);

    private final Kind kind;

    ConfigError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
