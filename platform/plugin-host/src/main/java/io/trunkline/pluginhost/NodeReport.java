package io.trunkline.pluginhost;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one node runs of a plugin, as it said last.
///
/// @param version null where it runs none of it
/// @param reason why it does not run what is wanted, for the operator; null where it does
/// @param rollout whose release it builds or runs besides; null for none
/// @param rolloutReason why it cannot build that one; null where it did
/// @param stuck its calls that do not end and keep their threads
/// @param halted whether there are so many of them that it is called no more
public record NodeReport(
        String node,
        String pluginId,
        @Nullable String version,
        @Nullable String reason,
        @Nullable Long rollout,
        @Nullable String rolloutReason,
        int stuck,
        boolean halted,
        Instant seenAt) {}
