package io.trunkline.core.event.internal;

import java.util.List;

/// How handing out one event went.
///
/// @param done no subscriber is left that has to hear it
/// @param waitMillis until the next attempt, where it is not done
/// @param deliveries per subscriber; empty where all went well at once, which the event's own mark
///   says
record Outcome(long event, boolean done, long waitMillis, List<Step> deliveries) {

    record Step(String subscriber, State state, int attempts, String error) {}

    enum State {
        DONE,
        WAITING,
        PARKED,
        /// Kept for a subscriber that cannot be reached; the event goes on without it.
        HELD
    }
}
