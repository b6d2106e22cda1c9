package io.trunkline.plugins.calltasks.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a saved outcome led to.
///
/// @param status [TaskStatus#DONE], or [TaskStatus#CALLBACK] when it is to be called again
/// @param callBackAt when it is to be called again, null when closed
/// @param attempts calls made so far
/// @param next the task claimed in the same step; null when none was asked for or none is left
public record Saved(
        long taskId,
        TaskStatus status,
        Disposition disposition,
        @Nullable Instant callBackAt,
        int attempts,
        @Nullable CallTask next) {

    Saved with(@Nullable CallTask claimed) {
        return new Saved(taskId, status, disposition, callBackAt, attempts, claimed);
    }
}
