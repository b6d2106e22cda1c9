package io.trunkline.rest.access;

import io.trunkline.tenancy.access.Device;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A device one member came from.
///
/// @param code what she reads out to her administrator
/// @param name given by the administrator; empty until then
/// @param agent what the browser or program said of itself
/// @param decidedBy who approved or revoked it; null while it waits
public record AccessDeviceJson(
        String id,
        String memberId,
        String memberName,
        String username,
        String code,
        String name,
        Device.State state,
        String agent,
        String address,
        Instant firstSeenAt,
        Instant lastSeenAt,
        @Nullable String decidedBy,
        int version) {

    static AccessDeviceJson of(Device device) {
        return new AccessDeviceJson(
                Long.toString(device.id()),
                Long.toString(device.memberId()),
                device.memberName(),
                device.username(),
                device.code(),
                device.name(),
                device.state(),
                device.agent(),
                device.address(),
                device.firstSeenAt(),
                device.lastSeenAt(),
                device.decidedBy(),
                device.version());
    }
}
