package io.trunkline.server.matrix;

import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Sessions that may do everything and see every field: the application's checks of operations and
/// fields are off. Tenant and rows stay as they are, for the database to hold.
@Alternative
@Singleton
public class UncheckedSessions extends Sessions {

    private final Set<String> everything = new HashSet<>();

    @Inject
    public UncheckedSessions(TenantDatabase database, OrgUnits orgUnits) {
        super(database, orgUnits);
        DefaultRoles.all().forEach(role -> everything.addAll(role.permissions()));
    }

    @Override
    public Optional<Session> member(String tenantKey, String username) {
        return super.member(tenantKey, username)
                .map(session ->
                        new Session(
                                session.tenant(),
                                session.actor(),
                                everything,
                                session.scope(),
                                FieldPolicy.OPEN,
                                session.locale(),
                                session.zone()));
    }
}
