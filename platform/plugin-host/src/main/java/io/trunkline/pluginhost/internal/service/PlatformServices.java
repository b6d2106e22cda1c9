package io.trunkline.pluginhost.internal.service;

import io.trunkline.core.customer.Customers;
import io.trunkline.core.event.EventDispatcher;
import io.trunkline.plugincheck.Manifest;
import io.trunkline.pluginhost.internal.database.PluginPool;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Texts;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.limit.Limits;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;

/// What every generation's context is made of.
@ApplicationScoped
public class PlatformServices {

    private final Customers customers;
    private final Members members;
    private final OrgUnits orgUnits;
    private final IdGenerator ids;
    private final EventDispatcher events;
    private final TenantDatabase database;
    private final Limits limits;
    private final Clock clock;

    PlatformServices(
            Customers customers,
            Members members,
            OrgUnits orgUnits,
            IdGenerator ids,
            EventDispatcher events,
            TenantDatabase database,
            Limits limits,
            Instance<Clock> clock) {
        this.customers = customers;
        this.members = members;
        this.orgUnits = orgUnits;
        this.ids = ids;
        this.events = events;
        this.database = database;
        this.limits = limits;
        this.clock = clock.isResolvable() ? clock.get() : Clock.systemUTC();
    }

    public PluginContext context(long generation, Manifest manifest, PluginPool pool, Texts texts) {
        return new HostContext(
                manifest.id(),
                manifest.version(),
                new HostDatabase(generation, manifest.id(), pool, events, database.states()),
                new HostCustomers(generation, customers),
                new HostMembers(generation, members),
                new HostOrgUnits(generation, orgUnits),
                ids,
                new HostLimits(generation, database, limits),
                texts,
                clock);
    }
}
