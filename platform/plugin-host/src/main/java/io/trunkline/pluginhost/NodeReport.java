package io.trunkline.pluginhost;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one node runs of a plugin, as it said last.
///
/// @param version null where it runs none of it
/// @param reason why it does not run what is wanted, for the operator; null where it does
public record NodeReport(
        String node,
        String pluginId,
        @Nullable String version,
        @Nullable String reason,
        Instant seenAt) {}
