package io.trunkline.rest.access;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.Caller;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.access.Device;
import io.trunkline.tenancy.access.Devices;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The devices members come from where their limits ask for approved ones. All of it needs the
/// permission `tenant.settings`.
@Path("/api/v1/access-devices")
@Tag(name = "Access limits")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@InTenant
@Authenticated
@RunOnVirtualThread
public class AccessDeviceResource {

    private final Devices devices;
    private final Caller caller;

    @Inject
    AccessDeviceResource(Devices devices, Caller caller) {
        this.devices = devices;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "Devices that wait, are approved or were revoked; the newest first",
            description =
                    "`state`: WAITING, APPROVED, REVOKED; left out: all. A person under such a limit"
                            + " comes in with the cookie `trunkline-device`, a program of hers with"
                            + " the header `Trunkline-Device`: 43 characters of base64url, made at"
                            + " random and kept by it. Machine clients need none.")
    public Page<AccessDeviceJson> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("member") @Nullable String member,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        int size = Parameters.limit(limit, 50, Devices.LONGEST_PAGE);
        List<Device> page =
                devices.list(
                        state(state),
                        Parameters.id("member", member),
                        Parameters.id("after", after),
                        size);
        return new Page<>(
                page.stream().map(AccessDeviceJson::of).toList(),
                page.size() < size ? null : "" + page.getLast().id());
    }

    @POST
    @Path("/{id}/approve")
    @Operation(
            summary = "Lets the member work from the device",
            description = "`name` may be left out. 409 `STALE`; 429 `TOO_MANY_DEVICES`.")
    public AccessDeviceJson approve(@PathParam("id") String id, @Nullable DeviceBody body) {
        long device = Parameters.pathId(id);
        DeviceBody wanted = required(body);
        return AccessDeviceJson.of(
                devices.approve(device, wanted.requireVersion(), wanted.nameOrNone()));
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "Names the device", description = "409 `STALE`.")
    public AccessDeviceJson rename(@PathParam("id") String id, @Nullable DeviceBody body) {
        long device = Parameters.pathId(id);
        DeviceBody wanted = required(body);
        return AccessDeviceJson.of(
                devices.rename(device, wanted.requireVersion(), wanted.nameOrNone()));
    }

    @POST
    @Path("/{id}/revoke")
    @Operation(
            summary =
                    "Refuses the device, or takes its approval away; effective within two seconds",
            description =
                    "409 `LOCKS_YOU_OUT` when the caller could not go on from where she is; send"
                            + " `confirm` to do it all the same. 409 `STALE`.")
    public AccessDeviceJson revoke(@PathParam("id") String id, @Nullable DeviceBody body) {
        long device = Parameters.pathId(id);
        DeviceBody wanted = required(body);
        return AccessDeviceJson.of(
                devices.revoke(
                        device,
                        wanted.requireVersion(),
                        caller.entrance(),
                        Boolean.TRUE.equals(wanted.confirm())));
    }

    private static Device.@Nullable State state(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Device.State.valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Parameters.invalid("state", text);
        }
    }

    private static DeviceBody required(@Nullable DeviceBody body) {
        if (body == null) {
            throw new PluginException(RestError.BODY_MALFORMED, "");
        }
        return body;
    }

    /// @param version as read
    /// @param confirm whether to revoke although it keeps the caller herself out
    public record DeviceBody(
            @Nullable String name, @Nullable Integer version, @Nullable Boolean confirm) {

        int requireVersion() {
            if (version == null) {
                throw Parameters.invalid("version", "");
            }
            return version;
        }

        String nameOrNone() {
            return name == null ? "" : name;
        }
    }
}
