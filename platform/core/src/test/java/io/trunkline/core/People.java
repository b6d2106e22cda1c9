package io.trunkline.core;

import io.trunkline.spi.OrgUnit;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.testing.TestTenants;
import jakarta.enterprise.context.ApplicationScoped;

/// Acts as members of the two tenants.
@ApplicationScoped
public class People {

    private final Sessions sessions;
    private final OrgUnits orgUnits;

    People(Sessions sessions, OrgUnits orgUnits) {
        this.sessions = sessions;
        this.orgUnits = orgUnits;
    }

    public Session session(String name, String tenant) {
        String username =
                name.equals(TestTenants.AUDITOR) ? name : TestTenants.username(name, tenant);
        return sessions.member(tenant, username).orElseThrow();
    }

    public <T, E extends Exception> T as(
            String name, String tenant, TenantRunner.Action<T, E> action) throws E {
        return TenantRunner.call(session(name, tenant), action);
    }

    public long district(String tenant, String name) {
        return as("supervisor", tenant, () -> orgUnits.districtNamed(name).orElseThrow().id());
    }

    public OrgUnit root(String tenant) {
        return as("supervisor", tenant, orgUnits::root);
    }
}
