package io.trunkline.rest.member;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.Member;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The people who work in the tenant.
@Path("/api/v1/members")
@Tag(name = "Organization")
@InTenant
@Authenticated
@RunOnVirtualThread
public class MemberResource {

    private final Members members;
    private final OrgUnits orgUnits;

    @Inject
    MemberResource(Members members, OrgUnits orgUnits) {
        this.members = members;
        this.orgUnits = orgUnits;
    }

    @GET
    @Operation(
            summary = "Active members who may do something, by name",
            description =
                    "`permission` names the operation, for example `customer.view`; `orgUnit` keeps"
                            + " to that unit and what is below it.")
    public Page<MemberJson> list(
            @QueryParam("permission") @Nullable String permission,
            @QueryParam("orgUnit") @Nullable String orgUnit) {
        Long unitId = Parameters.id("orgUnit", orgUnit);
        if (unitId != null && orgUnits.find(unitId).isEmpty()) {
            throw Parameters.invalid("orgUnit", "" + unitId);
        }
        long unit = unitId == null ? orgUnits.root().id() : unitId;
        return new Page<>(
                members.withPermission(permission(permission), unit).stream()
                        .map(MemberJson::of)
                        .toList(),
                null);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One member")
    public MemberJson get(@PathParam("id") String id) {
        return members.find(Parameters.pathId(id))
                .map(MemberJson::of)
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    private static Permission permission(@Nullable String key) {
        if (key == null) {
            throw Parameters.invalid("permission", "");
        }
        try {
            return new Permission(key);
        } catch (IllegalArgumentException e) {
            throw Parameters.invalid("permission", key);
        }
    }

    public record MemberJson(
            String id, String username, String name, String orgUnitId, boolean active) {

        static MemberJson of(Member member) {
            return new MemberJson(
                    "" + member.id(),
                    member.username(),
                    member.name(),
                    "" + member.orgUnitId(),
                    member.active());
        }
    }
}
