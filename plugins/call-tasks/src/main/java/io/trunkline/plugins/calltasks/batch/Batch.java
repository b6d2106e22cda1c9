package io.trunkline.plugins.calltasks.batch;

import io.trunkline.plugins.calltasks.board.Totals;
import io.trunkline.spi.CustomerFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The customers of one call campaign, cut into call tasks.
///
/// @param priority 1 low, 2 normal, 3 high
/// @param expected customers that matched when filling began
/// @param filled tasks written so far
/// @param createdBy the member who made it
/// @param dispatchedAt null until dispatched
/// @param totals of the tasks the caller reaches
public record Batch(
        long id,
        String name,
        CustomerFilter customers,
        String script,
        int priority,
        Instant dueAt,
        BatchState state,
        int expected,
        int filled,
        long createdBy,
        Instant createdAt,
        @Nullable Instant dispatchedAt,
        Totals totals) {}
