package io.trunkline.tenancy.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A device one member came from.
///
/// @param code what she reads out to her administrator
/// @param name given by the administrator; empty until then
/// @param agent what the browser or program said of itself
/// @param address it came from last
/// @param decidedBy who approved or revoked it
/// @param version to be named by who changes it
public record Device(
        long id,
        long memberId,
        String memberName,
        String username,
        String code,
        String name,
        State state,
        String agent,
        String address,
        Instant firstSeenAt,
        Instant lastSeenAt,
        @Nullable String decidedBy,
        int version) {

    public enum State {
        /// She was refused there, and nobody has decided.
        WAITING,
        APPROVED,
        /// Refused, or no longer approved.
        REVOKED
    }
}
