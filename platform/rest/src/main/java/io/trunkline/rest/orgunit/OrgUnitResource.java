package io.trunkline.rest.orgunit;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The tenant's tree: city, districts, teams.
@Path("/api/v1/org-units")
@Tag(name = "Organization")
@InTenant
@Authenticated
@RunOnVirtualThread
public class OrgUnitResource {

    private final OrgUnits orgUnits;

    @Inject
    OrgUnitResource(OrgUnits orgUnits) {
        this.orgUnits = orgUnits;
    }

    @GET
    @Operation(summary = "The whole tree, parents before children; never paged")
    public Page<OrgUnitJson> list() {
        return new Page<>(orgUnits.all().stream().map(OrgUnitJson::of).toList(), null);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One unit")
    public OrgUnitJson get(@PathParam("id") String id) {
        return orgUnits.find(Parameters.pathId(id))
                .map(OrgUnitJson::of)
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    /// @param parentId null only for the root
    public record OrgUnitJson(
            String id, @Nullable String parentId, OrgUnit.Kind kind, String name) {

        static OrgUnitJson of(OrgUnit unit) {
            return new OrgUnitJson(
                    "" + unit.id(),
                    unit.parentId() == null ? null : "" + unit.parentId(),
                    unit.kind(),
                    unit.name());
        }
    }
}
