package io.trunkline.core.reminder;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something a member asked to be reminded of.
///
/// @param customerId whom it is about; null for nobody in particular
/// @param route where in the screens it leads; empty for nowhere
/// @param version the version a change is made from
public record Reminder(
        long id,
        String note,
        @Nullable Long customerId,
        String route,
        Instant dueAt,
        State state,
        int version) {

    public enum State {
        /// Still to come.
        OPEN,
        /// She was reminded and has not said that it is done.
        FIRED,
        DONE
    }
}
