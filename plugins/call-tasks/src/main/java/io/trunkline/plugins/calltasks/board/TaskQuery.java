package io.trunkline.plugins.calltasks.board;

import io.trunkline.plugins.calltasks.work.TaskStatus;
import org.jspecify.annotations.Nullable;

/// Which tasks to list. What is null does not restrict.
///
/// @param orgUnitId tasks of this unit and what is below it
/// @param overdue only open ones past their due time, the longest overdue first; otherwise in the
///   order they were made
/// @param after [TaskPage#next] of the page before, null to begin
/// @param limit 1 to 200
public record TaskQuery(
        @Nullable Long batchId,
        @Nullable Long orgUnitId,
        @Nullable Long assigneeId,
        @Nullable TaskStatus status,
        boolean overdue,
        @Nullable Long after,
        int limit) {

    /// The tasks that wait for a supervisor.
    public static TaskQuery unmatched(@Nullable Long batchId, @Nullable Long after, int limit) {
        return new TaskQuery(batchId, null, null, TaskStatus.UNMATCHED, false, after, limit);
    }
}
