package io.trunkline.rest.operator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.limit.UsageJson;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.tenant.WithoutTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.Resource;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.limit.AgreedLimits;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What a tenant may use of what all share.
@Path("/api/v1/operator/tenants/{key}/limits")
@Tag(name = "Operator")
@WithoutTenant("acts on tenants from outside, as the operator of the platform")
@AsOperator
@RolesAllowed("operator")
@RunOnVirtualThread
public class LimitsResource {

    private final AgreedLimits limits;

    @Inject
    LimitsResource(AgreedLimits limits) {
        this.limits = limits;
    }

    @GET
    @Operation(summary = "What the tenant may use of each resource, and what it uses")
    public Page<UsageJson> usage(@PathParam("key") String key) {
        return new Page<>(limits.usage(key).stream().map(UsageJson::of).toList(), null);
    }

    @PUT
    @Operation(
            summary = "Agree other amounts",
            description = "A resource that is left out has the usual amount from now on.")
    public Page<UsageJson> agree(@PathParam("key") String key, @Nullable Amounts body) {
        if (body == null || body.amounts() == null) {
            throw new PluginException(StandardErrorCode.INVALID, "amounts", "");
        }
        limits.agree(key, body.amounts());
        return usage(key);
    }

    /// @param amounts by resource, in its unit
    public record Amounts(@Nullable Map<Resource, Long> amounts) {}
}
