package io.trunkline.rest.limit;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.Resource;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.limit.Limits;
import io.trunkline.tenancy.limit.Usage;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

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

    /// @param used null where nobody counts it
    /// @param until when counting begins anew; null for what is held, not counted
    public record UsageJson(
            Resource resource, long limit, @Nullable Long used, @Nullable Instant until) {

        static UsageJson of(Usage usage) {
            return new UsageJson(usage.resource(), usage.limit(), usage.used(), usage.until());
        }
    }
}
