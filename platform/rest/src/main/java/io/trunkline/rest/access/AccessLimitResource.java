package io.trunkline.rest.access;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.Caller;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.access.AccessRules;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// From where and when members may work. All of it needs the permission `tenant.settings`.
@Path("/api/v1/access-limits")
@Tag(name = "Access limits")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@InTenant
@Authenticated
@RunOnVirtualThread
public class AccessLimitResource {

    private final AccessRules rules;
    private final Caller caller;

    @Inject
    AccessLimitResource(AccessRules rules, Caller caller) {
        this.rules = rules;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "Every limit that was set; never paged",
            description =
                    "Role `0` is the whole tenant. A member must be let by the tenant's limits and"
                            + " by those of at least one of her roles.")
    public Page<AccessLimitJson> list() {
        return new Page<>(rules.all().stream().map(AccessLimitJson::of).toList(), null);
    }

    @PUT
    @Path("/{role}")
    @Operation(
            summary = "Replaces the limits of a role, or of the whole tenant (`0`)",
            description =
                    "Invalid or overlapping ranges are refused by name. 409 `LOCKS_YOU_OUT` when"
                            + " the caller could not go on from where she is; send `confirm` to"
                            + " save all the same. 409 `STALE` when someone changed them since.")
    public AccessLimitJson update(@PathParam("role") String role, @Nullable AccessLimitJson body) {
        if (body == null) {
            throw new PluginException(RestError.BODY_MALFORMED, "");
        }
        return AccessLimitJson.of(
                rules.update(
                        Parameters.pathId(role),
                        body.requireVersion(),
                        body.limits(),
                        caller.entrance(),
                        Boolean.TRUE.equals(body.confirm())));
    }
}
