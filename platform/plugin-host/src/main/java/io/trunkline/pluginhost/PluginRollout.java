package io.trunkline.pluginhost;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A release that takes, or took, another one's place tenant by tenant.
///
/// @param from version it takes the place of
/// @param steps in their order
/// @param step index of the present or last one
/// @param tenants how many it serves, or served last
/// @param reason why it was taken back; null otherwise
/// @param fresh calls into it, on every node since it began
/// @param old calls into the one before
/// @param stepAt when the present step began
/// @param endedAt null while it goes on
public record PluginRollout(
        long id,
        String pluginId,
        String version,
        String from,
        List<Step> steps,
        int step,
        int tenants,
        RolloutRules rules,
        State state,
        @Nullable Reason reason,
        Calls fresh,
        Calls old,
        Instant startedAt,
        String startedBy,
        Instant stepAt,
        @Nullable Instant endedAt) {

    public enum State {
        /// It is watched, and goes on or back by itself.
        RUNNING,
        /// It stays as it is until an operator says otherwise; a fault still takes it back.
        PAUSED,
        /// It serves everyone.
        FINISHED,
        /// The one before serves everyone again.
        TAKEN_BACK
    }

    /// Whom a step adds: named tenants, or a share of those that use the plugin.
    ///
    /// @param tenants keys; empty for a share
    /// @param percent from 1 to 100; 0 for named tenants
    public record Step(List<String> tenants, int percent) {}

    /// Why it was taken back.
    ///
    /// @param arguments as the code tells
    public record Reason(Code code, List<String> arguments) {

        public enum Code {
            /// Too many calls failed; arguments: failed calls, calls, percent of failed ones, the
            /// other's percent.
            FAILURES,
            /// Calls took too long; arguments: 95th percentile in milliseconds, the other's.
            LATENCY,
            /// A node could not build it; arguments: the node, why.
            NODE,
            /// An operator said so; arguments: who.
            OPERATOR
        }
    }

    /// @param slowMillis what 95 of 100 calls took at most
    public record Calls(long calls, long failures, long slowMillis) {}
}
