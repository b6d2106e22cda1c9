package io.trunkline.rest.limit;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.limit.Limits;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What the tenant uses of what all share.
@Path("/api/v1/usage")
@Tag(name = "Organization")
@InTenant
@Authenticated
@RunOnVirtualThread
public class UsageResource {

    private final Limits limits;

    @Inject
    UsageResource(Limits limits) {
        this.limits = limits;
    }

    @GET
    @Operation(
            summary = "What the tenant may use of each resource, and what it uses",
            description = "Needs `tenant.settings`. Who asks beyond a limit is answered 429.")
    public Page<UsageJson> usage() {
        TenantRunner.current().require(CorePermissions.TENANT_SETTINGS);
        return new Page<>(limits.usage().stream().map(UsageJson::of).toList(), null);
    }
}
