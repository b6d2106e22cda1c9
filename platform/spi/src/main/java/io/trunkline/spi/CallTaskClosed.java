package io.trunkline.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A call task reached its end. Published by the plugin that keeps the tasks, which is the
/// [Delivery#source()].
///
/// @param customerId who was called
/// @param taskId the task
/// @param batchId its batch
/// @param disposition coded outcome, for example `agreed`
/// @param memberId who worked it; null when it was closed by rule
/// @param at when
public record CallTaskClosed(
        long customerId,
        long taskId,
        long batchId,
        String disposition,
        @Nullable Long memberId,
        Instant at)
        implements Event {}
