package io.trunkline.rest.operator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.pluginhost.PluginHost;
import io.trunkline.pluginhost.PluginState;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.tenant.WithoutTenant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

    @Inject
    OperatorResource(PluginHost host) {
        this.host = host;
    }

    @GET
    @Path("/plugins")
    @Operation(summary = "The plugins of this node: which serve, and why others do not")
    public Page<PluginState> plugins() {
        return new Page<>(host.states(), null);
    }
}
