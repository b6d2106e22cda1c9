package io.trunkline.core.event;

import java.time.Instant;

/// An event that one subscriber failed to handle again and again.
///
/// @param source who published it
/// @param subscriber who failed
/// @param error what it said last
/// @param at when it was given up
public record ParkedEvent(
        long eventId,
        String type,
        long customerId,
        String source,
        String subscriber,
        int attempts,
        String error,
        Instant at) {}
