package io.trunkline.core.event.internal;

import java.time.Instant;
import java.util.Map;

/// An event that is not done.
///
/// @param attempts by subscriber: failures so far, or [#SETTLED] where it is done, parked or held
record PendingEvent(
        long id,
        String type,
        long customerId,
        String source,
        String payload,
        Instant publishedAt,
        Map<String, Integer> attempts) {

    static final int SETTLED = -1;
    static final String PLATFORM = "platform";

    boolean isPlatforms() {
        return source.equals(PLATFORM);
    }
}
