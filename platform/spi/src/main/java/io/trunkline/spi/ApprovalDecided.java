package io.trunkline.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The answer to [ApprovalRequested]. Only the plugin that asked hears it; where the tenant has it
/// disabled meanwhile, or it does not run, the answer waits.
///
/// @param requestId the platform's number of the request
/// @param plugin who asked
/// @param kind as it was asked
/// @param key as it was asked
/// @param memberId who had the last word; null for a rule (time is up, no step applies)
/// @param comment what she wrote; empty for nothing
public record ApprovalDecided(
        long requestId,
        String plugin,
        String kind,
        String key,
        Outcome outcome,
        @Nullable Long memberId,
        String comment,
        Instant at)
        implements Event {

    public enum Outcome {
        APPROVED,
        REFUSED,
        /// Nobody decided in time.
        EXPIRED,
        WITHDRAWN
    }

    @Override
    public long customerId() {
        return 0;
    }
}
