package io.trunkline.tenancy.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The devices one member may work from where a limit asks for that. A machine is no person at a
/// device: it proves itself by its own secret, and such a limit does not hold for it.
///
/// @param approved digests
public record OwnDevices(boolean machine, Set<String> approved) {

    public static final OwnDevices NONE = new OwnDevices(false, Set.of());

    public OwnDevices {
        approved = Set.copyOf(approved);
    }

    boolean hold(@Nullable String device) {
        return machine || (device != null && approved.contains(device));
    }
}
