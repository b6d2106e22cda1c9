package io.trunkline.tenancy.access;

import org.jspecify.annotations.Nullable;

/// Where a request comes in from.
///
/// @param address as the server sees it
/// @param device digest of the device's secret, see [DeviceSecret]; null where it named none
public record Entrance(String address, @Nullable String device) {

    /// From an address, by a device that tells nothing of itself.
    public static Entrance from(String address) {
        return new Entrance(address, null);
    }
}
