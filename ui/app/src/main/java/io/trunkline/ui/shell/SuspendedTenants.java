package io.trunkline.ui.shell;

import io.trunkline.tenancy.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// The pages of a tenant that is not served load anew and show why: nobody goes on reading what was
/// on the screen.
@ApplicationScoped
class SuspendedTenants implements PageGuard {

    private final TenantDatabase database;

    @Inject
    SuspendedTenants(TenantDatabase database) {
        this.database = database;
    }

    @Override
    public Stay judge(OpenPage page) {
        return database.states().unserved().containsKey(page.tenantKey())
                ? Stay.RELOADED
                : Stay.YES;
    }
}
