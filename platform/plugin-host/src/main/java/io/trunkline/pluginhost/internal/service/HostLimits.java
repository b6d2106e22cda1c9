package io.trunkline.pluginhost.internal.service;

import io.trunkline.pluginhost.internal.call.HostSession;
import io.trunkline.spi.Resource;
import io.trunkline.spi.TenantLimits;
import io.trunkline.spi.TenantSession;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.limit.Limits;

/// The tenant's limits for one generation.
record HostLimits(long generation, TenantDatabase database, Limits limits) implements TenantLimits {

    @Override
    public long of(TenantSession session, Resource resource) {
        HostSession.require(session, generation);
        return limits.of(resource);
    }

    @Override
    public void take(TenantSession session, Resource resource, long amount) {
        HostSession.require(session, generation);
        RunningTransaction.refuse();
        database.inTransaction(handle -> {
            limits.take(handle, resource, amount);
            return true;
        });
    }
}
