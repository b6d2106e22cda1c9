package io.trunkline.tenancy.limit;

import io.trunkline.spi.Resource;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.operator.OperatorAudit;
import io.trunkline.tenancy.operator.OperatorDatabase;
import io.trunkline.tenancy.tenant.TenantFacts;
import io.trunkline.tenancy.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/// What the provider agrees with a tenant; the operator's. Counts within some seconds on every
/// node.
@ApplicationScoped
public class AgreedLimits {

    private final OperatorDatabase database;
    private final OperatorAudit audit;
    private final Tenants tenants;
    private final Sessions sessions;
    private final Limits limits;

    @Inject
    public AgreedLimits(
            OperatorDatabase database,
            OperatorAudit audit,
            Tenants tenants,
            Sessions sessions,
            Limits limits) {
        this.database = database;
        this.audit = audit;
        this.tenants = tenants;
        this.sessions = sessions;
        this.limits = limits;
    }

    /// As agreed at this moment: files agree limits too, which no node is told of.
    ///
    /// @throws io.trunkline.spi.PluginException `NOT_FOUND`
    public List<Usage> usage(String tenantKey) {
        TenantFacts tenant = tenants.get(tenantKey);
        limits.forget(tenant.id());
        return TenantRunner.call(sessions.platform(tenant.id()), limits::usage);
    }

    /// From now on these amounts, and the usual one of every resource that is not named. Repeating
    /// it changes nothing.
    ///
    /// @throws io.trunkline.spi.PluginException `NOT_FOUND`, `INVALID` naming the resource
    public void agree(String tenantKey, Map<Resource, Long> amounts) {
        TenantFacts tenant = tenants.get(tenantKey);
        database.inTransaction(handle -> {
            OperatorDatabase.enter(handle, tenant.id());
            Limits.Change change = Limits.exchange(handle, tenant.id(), amounts);
            if (change.isChange()) {
                audit.record(handle, "tenant.limits", tenantKey, change.before(), change.after());
                audit.recordForTenant(handle, "tenant.limits", tenant.id(), change.after());
            }
            return change;
        });
        limits.forget(tenant.id());
    }
}
