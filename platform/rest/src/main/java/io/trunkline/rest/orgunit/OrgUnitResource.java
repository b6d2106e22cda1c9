package io.trunkline.rest.orgunit;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.orgunit.OrgTree;
import io.trunkline.tenancy.orgunit.UnitRecord;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// The tenant's tree: city, districts, grids, teams.
@Path("/api/v1/org-units")
@Tag(name = "Organization")
@InTenant
@Authenticated
@RunOnVirtualThread
public class OrgUnitResource {

    private final OrgTree tree;

    @Inject
    OrgUnitResource(OrgTree tree) {
        this.tree = tree;
    }

    @GET
    @Operation(summary = "The whole tree, parents before children; never paged")
    public Page<OrgUnitJson> list() {
        return new Page<>(tree.all().stream().map(OrgUnitJson::of).toList(), null);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One unit")
    public OrgUnitJson get(@PathParam("id") String id) {
        return tree.find(Parameters.pathId(id))
                .map(OrgUnitJson::of)
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    @POST
    @Operation(
            summary = "Adds a unit as the last one below another; answers 201 with its address",
            description =
                    "A DISTRICT lies below the CITY, a GRID below a district, a TEAM below a"
                            + " district or a grid.")
    public RestResponse<OrgUnitJson> create(@Nullable UnitBody body) {
        UnitBody wanted = require(body);
        if (wanted.kind() == null) {
            throw Parameters.invalid("kind", "");
        }
        UnitRecord unit =
                tree.create(
                        named("parentId", wanted.parentId()),
                        wanted.kind(),
                        wanted.nameOrEmpty(),
                        wanted.aliasesOrNone());
        return RestResponse.ResponseBuilder.<OrgUnitJson>created(
                        URI.create("/api/v1/org-units/" + unit.id()))
                .entity(OrgUnitJson.of(unit))
                .build();
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Renames a unit, and replaces the other names of a district",
            description = "`version` as read; 409 `STALE` when someone changed it since.")
    public OrgUnitJson rename(@PathParam("id") String id, @Nullable UnitBody body) {
        UnitBody wanted = require(body);
        return OrgUnitJson.of(
                tree.rename(
                        Parameters.pathId(id),
                        version(wanted.version()),
                        wanted.nameOrEmpty(),
                        wanted.aliasesOrNone()));
    }

    @POST
    @Path("/{id}/move")
    @Operation(
            summary = "Moves a unit with all that is below it, or to another place among siblings",
            description =
                    "`position` counts from 0; left out, the unit becomes the last one. Rows name"
                            + " units by id: who reaches them follows within two seconds.")
    public OrgUnitJson move(@PathParam("id") String id, @Nullable MoveBody body) {
        MoveBody wanted = require(body);
        return OrgUnitJson.of(
                tree.move(
                        Parameters.pathId(id),
                        version(wanted.version()),
                        named("parentId", wanted.parentId()),
                        wanted.position()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Closes an empty unit",
            description =
                    "409 `UNIT_NOT_EMPTY` says how many units, members, customers and other open"
                            + " work lie in it.")
    public void close(@PathParam("id") String id, @QueryParam("version") @Nullable String version) {
        long unit = Parameters.pathId(id);
        TenantRunner.current().require(CorePermissions.ORG_EDIT);
        if (tree.find(unit).isEmpty()) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
        Long named = Parameters.id("version", version);
        tree.close(unit, version(named == null ? null : named.intValue()));
    }

    private static int version(@Nullable Integer version) {
        if (version == null) {
            throw Parameters.invalid("version", "");
        }
        return version;
    }

    private static long named(String field, @Nullable String id) {
        Long value = Parameters.id(field, id);
        if (value == null) {
            throw Parameters.invalid(field, "");
        }
        return value;
    }

    private static <T> T require(@Nullable T body) {
        if (body == null) {
            throw new PluginException(RestError.BODY_MALFORMED, "");
        }
        return body;
    }

    /// @param parentId and `kind`: of a new unit only
    /// @param aliases other names a district is called by in files
    /// @param version of the unit the change was made from; left out for a new one
    public record UnitBody(
            @Nullable String parentId,
            OrgUnit.@Nullable Kind kind,
            @Nullable String name,
            @Nullable List<String> aliases,
            @Nullable Integer version) {

        String nameOrEmpty() {
            return name == null ? "" : name;
        }

        List<String> aliasesOrNone() {
            return aliases == null ? List.of() : aliases;
        }
    }

    public record MoveBody(
            @Nullable String parentId, @Nullable Integer position, @Nullable Integer version) {}

    /// @param parentId null only for the root
    /// @param members active members of this very unit
    public record OrgUnitJson(
            String id,
            @Nullable String parentId,
            OrgUnit.Kind kind,
            String name,
            List<String> aliases,
            int members,
            int version) {

        static OrgUnitJson of(UnitRecord unit) {
            Long parent = unit.unit().parentId();
            return new OrgUnitJson(
                    "" + unit.id(),
                    parent == null ? null : "" + parent,
                    unit.unit().kind(),
                    unit.unit().name(),
                    unit.aliases(),
                    unit.members(),
                    unit.version());
        }
    }
}
