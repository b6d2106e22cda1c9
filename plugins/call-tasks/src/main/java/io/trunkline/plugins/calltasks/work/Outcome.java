package io.trunkline.plugins.calltasks.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an agent records at the end of a call.
///
/// @param requestId made by the client for each save, 1 to 64 characters: the same one again is
///   answered as the first time and changes nothing
/// @param note at most 2,000 characters; null or empty for nothing
/// @param callBackAt only with [Disposition#CALL_BACK]: in the future and within working hours
/// @param byTeam only with [Disposition#CALL_BACK]: anyone of the team may make the call-back,
///   otherwise, and when null, the same agent does
public record Outcome(
        String requestId,
        Disposition disposition,
        @Nullable String note,
        @Nullable Instant callBackAt,
        @Nullable Boolean byTeam) {

    boolean forTeam() {
        return Boolean.TRUE.equals(byTeam);
    }

    public static Outcome of(String requestId, Disposition disposition) {
        return new Outcome(requestId, disposition, "", null, false);
    }
}
