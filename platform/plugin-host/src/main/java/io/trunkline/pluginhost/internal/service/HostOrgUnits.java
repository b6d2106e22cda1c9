package io.trunkline.pluginhost.internal.service;

import io.trunkline.pluginhost.internal.call.HostSession;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.OrgUnitDirectory;
import io.trunkline.spi.TenantSession;
import io.trunkline.tenancy.orgunit.OrgUnits;
import java.util.List;
import java.util.Optional;

/// The tenant's tree for one generation.
record HostOrgUnits(long generation, OrgUnits orgUnits) implements OrgUnitDirectory {

    @Override
    public List<OrgUnit> all(TenantSession session) {
        HostSession.require(session, generation);
        return orgUnits.all();
    }

    @Override
    public Optional<OrgUnit> find(TenantSession session, long orgUnitId) {
        HostSession.require(session, generation);
        return orgUnits.find(orgUnitId);
    }

    @Override
    public OrgUnit root(TenantSession session) {
        HostSession.require(session, generation);
        return orgUnits.root();
    }
}
