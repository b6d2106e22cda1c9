package io.trunkline.plugins.calltasks.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A task in a list.
///
/// @param customerName empty when the caller does not reach the customer
/// @param assigneeId null while nobody has it
/// @param priority 1 low, 2 normal, 3 high
/// @param disposition outcome of the last attempt, null before the first
/// @param note what was written the last time, empty for nothing
public record TaskItem(
        long id,
        long batchId,
        String batchName,
        long customerId,
        String customerName,
        long orgUnitId,
        @Nullable Long assigneeId,
        TaskStatus status,
        int priority,
        Instant dueAt,
        @Nullable Instant callBackAt,
        int attempts,
        @Nullable Disposition disposition,
        String note) {

    TaskItem named(String name) {
        return new TaskItem(
                id,
                batchId,
                batchName,
                customerId,
                name,
                orgUnitId,
                assigneeId,
                status,
                priority,
                dueAt,
                callBackAt,
                attempts,
                disposition,
                note);
    }
}
