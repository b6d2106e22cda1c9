package io.trunkline.tenancy;

import io.trunkline.spi.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Makes sessions from what the database says of tenant, member and roles at this moment.
@ApplicationScoped
public class Sessions {

    /// Active tenants among those a token names, in the order of their names.
    public List<Tenant> tenants(Collection<String> keys) {
        throw new UnsupportedOperationException();
    }

    /// The session of a signed-in member.
    ///
    /// @return empty when the tenant is not active, or the username is not an active member of it
    public Optional<Session> member(String tenantKey, String username) {
        throw new UnsupportedOperationException();
    }

    /// The platform's own session over one tenant: every row, every field, every permission.
    public Session platform(int tenantId) {
        throw new UnsupportedOperationException();
    }

    /// Ids of every active tenant.
    public List<Integer> activeTenants() {
        throw new UnsupportedOperationException();
    }
}
