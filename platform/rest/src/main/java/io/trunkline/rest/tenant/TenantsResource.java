package io.trunkline.rest.tenant;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.tenancy.Sessions;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The tenants a caller can name in `Trunkline-Tenant`.
@Path("/api/v1/tenants")
@Tag(name = "Caller")
@WithoutTenant("answers which tenants the caller can choose from, before one is chosen")
@Authenticated
@RunOnVirtualThread
public class TenantsResource {

    private final Caller caller;
    private final Sessions sessions;

    @Inject
    TenantsResource(Caller caller, Sessions sessions) {
        this.caller = caller;
        this.sessions = sessions;
    }

    @GET
    @Operation(summary = "The caller's active tenants, by name")
    public Page<TenantJson> tenants() {
        return new Page<>(
                sessions.tenants(caller.tenantKeys()).stream()
                        .map(tenant -> new TenantJson(tenant.key(), tenant.name()))
                        .toList(),
                null);
    }
}
