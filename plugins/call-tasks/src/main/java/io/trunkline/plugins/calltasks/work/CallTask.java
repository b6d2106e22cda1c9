package io.trunkline.plugins.calltasks.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The task an agent holds: call this customer for this reason by then.
///
/// @param batchName the reason
/// @param script what to say; empty for nothing
/// @param priority 1 low, 2 normal, 3 high
/// @param callBackAt when the customer wanted to be called, null for none
/// @param attempts calls made before
/// @param disposition outcome of the last attempt, null before the first
/// @param note what was written the last time, empty for nothing
/// @param heldSince since when the agent has it
public record CallTask(
        long id,
        long batchId,
        String batchName,
        String script,
        long customerId,
        long orgUnitId,
        int priority,
        Instant dueAt,
        @Nullable Instant callBackAt,
        int attempts,
        @Nullable Disposition disposition,
        String note,
        Instant heldSince) {}
