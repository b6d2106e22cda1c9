package io.trunkline.rest.operator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.pluginhost.PluginHost;
import io.trunkline.pluginhost.PluginState;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.tenant.TenantJson;
import io.trunkline.rest.tenant.WithoutTenant;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.config.TenantConfigProblem;
import io.trunkline.tenancy.config.TenantConfigProblems;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The platform itself: no tenant's data, only for the realm role `operator`.
@Path("/api/v1/operator")
@Tag(name = "Operator")
@WithoutTenant("concerns the platform, not a tenant's data")
@RolesAllowed("operator")
@RunOnVirtualThread
public class OperatorResource {

    private final PluginHost host;
    private final Sessions sessions;
    private final TenantConfigProblems problems;

    @Inject
    OperatorResource(PluginHost host, Sessions sessions, TenantConfigProblems problems) {
        this.host = host;
        this.sessions = sessions;
        this.problems = problems;
    }

    @GET
    @Path("/plugins")
    @Operation(summary = "The plugins of this node: which serve, and why others do not")
    public Page<PluginState> plugins() {
        return new Page<>(host.states(), null);
    }

    @GET
    @Path("/tenants")
    @Operation(
            summary = "The active tenants of this installation, and what is wrong in their files",
            description = "Names only: nothing of what belongs to a tenant.")
    public Tenants tenants() {
        List<TenantJson> active =
                sessions.activeTenants().stream()
                        .map(id -> sessions.platform(id).tenant())
                        .map(tenant -> new TenantJson(tenant.key(), tenant.name()))
                        .toList();
        return new Tenants(active, problems.all());
    }

    /// @param items active tenants
    /// @param problems what the last start found wrong in the tenants' files
    public record Tenants(List<TenantJson> items, List<TenantConfigProblem> problems) {}
}
