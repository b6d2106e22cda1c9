package io.trunkline.rest.role;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.role.Role;
import io.trunkline.tenancy.role.Roles;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// What the tenant's roles grant. All of it needs the permission `role.manage`.
@Path("/api/v1/roles")
@Tag(name = "Roles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@InTenant
@Authenticated
@RunOnVirtualThread
public class RoleResource {

    private final Roles roles;

    @Inject
    RoleResource(Roles roles) {
        this.roles = roles;
    }

    @GET
    @Operation(summary = "Every role of the tenant, at most 200; never paged")
    public Page<RoleJson> list() {
        return new Page<>(roles.all().stream().map(RoleResource::json).toList(), null);
    }

    @POST
    @Operation(
            summary = "Creates a role, or a copy of one; answers 201 with its address",
            description = "An unknown permission or field is refused by name.")
    public RestResponse<RoleJson> create(@Nullable RoleBody body) {
        RoleBody wanted = require(body);
        Long source = Parameters.id("copyOf", wanted.copyOf());
        Role role =
                source == null
                        ? roles.create(wanted.draft())
                        : roles.copy(source, wanted.name() == null ? "" : wanted.name());
        return RestResponse.ResponseBuilder.<RoleJson>created(
                        URI.create("/api/v1/roles/" + role.id()))
                .entity(json(role))
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One role")
    public RoleJson get(@PathParam("id") String id) {
        return roles.find(Parameters.pathId(id))
                .map(RoleResource::json)
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Replaces what a role grants",
            description =
                    "`version` names the version the change was made from; 409 `STALE` when"
                            + " someone changed it since, 409 `LAST_ADMINISTRATOR` when nobody would"
                            + " be left who manages roles and members.")
    public RoleJson update(@PathParam("id") String id, @Nullable RoleBody body) {
        RoleBody wanted = require(body);
        return json(roles.update(Parameters.pathId(id), wanted.requireVersion(), wanted.draft()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Deletes a role that nobody holds",
            description = "409 `ROLE_IN_USE` names how many members hold it.")
    public void delete(
            @PathParam("id") String id, @QueryParam("version") @Nullable String version) {
        Long from = Parameters.id("version", version);
        if (from == null) {
            throw Parameters.invalid("version", "");
        }
        roles.delete(Parameters.pathId(id), Math.toIntExact(from));
    }

    private static RoleJson json(Role role) {
        return RoleJson.of(role, TenantRunner.current().locale());
    }

    private static <T> T require(@Nullable T body) {
        if (body == null) {
            throw new PluginException(RestError.BODY_MALFORMED, "");
        }
        return body;
    }
}
