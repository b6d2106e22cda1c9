package io.trunkline.rest.position;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.position.Position;
import io.trunkline.tenancy.position.Positions;
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
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// What people are in the company, and the roles that go with it.
@Path("/api/v1/positions")
@Tag(name = "Organization")
@InTenant
@Authenticated
@RunOnVirtualThread
public class PositionResource {

    private final Positions positions;

    @Inject
    PositionResource(Positions positions) {
        this.positions = positions;
    }

    @GET
    @Operation(summary = "Every position, by name; never paged")
    public Page<PositionJson> list() {
        return new Page<>(positions.all().stream().map(PositionJson::of).toList(), null);
    }

    @POST
    @Operation(summary = "Adds a position; answers 201")
    public RestResponse<PositionJson> create(@Nullable PositionBody body) {
        PositionBody wanted = require(body);
        Position position =
                positions.create(
                        wanted.key() == null ? "" : wanted.key(),
                        wanted.nameOrEmpty(),
                        wanted.roles());
        return RestResponse.ResponseBuilder.<PositionJson>created(
                        URI.create("/api/v1/positions/" + position.id()))
                .entity(PositionJson.of(position))
                .build();
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a position's name and roles",
            description = "Everyone who holds it has its roles from then on, and keeps others.")
    public PositionJson update(@PathParam("id") String id, @Nullable PositionBody body) {
        PositionBody wanted = require(body);
        return PositionJson.of(
                positions.update(
                        Parameters.pathId(id),
                        version(wanted.version()),
                        wanted.nameOrEmpty(),
                        wanted.roles()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Removes a position that nobody holds")
    public void remove(
            @PathParam("id") String id, @QueryParam("version") @Nullable String version) {
        long position = Parameters.pathId(id);
        Long named = Parameters.id("version", version);
        positions.remove(position, version(named == null ? null : named.intValue()));
    }

    private static int version(@Nullable Integer version) {
        if (version == null) {
            throw Parameters.invalid("version", "");
        }
        return version;
    }

    private static <T> T require(@Nullable T body) {
        if (body == null) {
            throw new PluginException(RestError.BODY_MALFORMED, "");
        }
        return body;
    }

    /// @param key of a new one only; never changed
    /// @param version of the position the change was made from; left out for a new one
    public record PositionBody(
            @Nullable String key,
            @Nullable String name,
            @Nullable List<String> roleIds,
            @Nullable Integer version) {

        String nameOrEmpty() {
            return name == null ? "" : name;
        }

        List<Long> roles() {
            return roleIds == null
                    ? List.of()
                    : roleIds.stream()
                            .map(id -> Parameters.id("roleIds", id))
                            .filter(Objects::nonNull)
                            .toList();
        }
    }

    /// @param members how many hold it
    public record PositionJson(
            String id, String key, String name, List<String> roleIds, int members, int version) {

        static PositionJson of(Position position) {
            return new PositionJson(
                    "" + position.id(),
                    position.key(),
                    position.name(),
                    position.roleIds().stream().map(String::valueOf).toList(),
                    position.members(),
                    position.version());
        }
    }
}
