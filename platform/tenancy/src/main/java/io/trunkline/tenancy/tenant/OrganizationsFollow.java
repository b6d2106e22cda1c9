package io.trunkline.tenancy.tenant;

import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.identity.Organizations;
import io.trunkline.tenancy.job.PlatformJob;
import io.trunkline.tenancy.operator.OperatorDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/// Tells the identity provider what it could not be told when it happened: a tenant that was
/// created from a file, or one whose state changed while the provider was away.
@ApplicationScoped
public class OrganizationsFollow implements PlatformJob {

    private static final Logger LOG = Logger.getLogger(OrganizationsFollow.class);
    private static final int AT_ONCE = 200;

    private final OperatorDatabase database;
    private final Tenants tenants;
    private final Organizations organizations;

    @Inject
    public OrganizationsFollow(
            OperatorDatabase database, Tenants tenants, Organizations organizations) {
        this.database = database;
        this.tenants = tenants;
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "organizations-follow";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        if (!organizations.managed()) {
            return;
        }
        String after = "";
        List<TenantFacts> page;
        do {
            page = tenants.list(after, null, EnumSet.complementOf(NO_MORE), AT_ONCE);
            for (TenantFacts tenant : page) {
                after = tenant.key();
                if (tenant.organizationDue() && !Thread.currentThread().isInterrupted()) {
                    tell(tenant);
                }
            }
        } while (page.size() == AT_ONCE && !Thread.currentThread().isInterrupted());
    }

    private static final EnumSet<TenantState> NO_MORE =
            EnumSet.of(TenantState.ERASING, TenantState.DELETED);

    private void tell(TenantFacts tenant) {
        try {
            organizations.create(tenant.key(), tenant.name());
            organizations.enable(tenant.key(), TenantLife.enabled(tenant.state()));
            database.inTransaction(handle -> told(handle, tenant));
        } catch (PluginException e) {
            LOG.warnf("The organization of %s is told later: %s", tenant.key(), e.getMessage());
        }
    }

    /// Only if nothing changed since: else it is due again.
    static boolean told(Handle handle, TenantFacts tenant) {
        OperatorDatabase.enter(handle, tenant.id());
        return handle.createUpdate(
                                """
                                UPDATE trunkline.tenant SET organization_due = false
                                 WHERE id = :id AND version = :version
                                """)
                        .bind("id", tenant.id())
                        .bind("version", tenant.version())
                        .execute()
                == 1;
    }
}
