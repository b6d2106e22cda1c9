package io.trunkline.core.handover;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One member's work on its way to others.
///
/// @param total customers there were to hand over when it began
/// @param done customers that have their new owner
/// @param work whether plugins were told too; what they keep moves right after the customers
/// @param finishedAt null while it runs
public record Handover(
        long id,
        long fromMemberId,
        List<Long> toMemberIds,
        boolean customers,
        boolean work,
        String reason,
        long total,
        long done,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    public Handover {
        toMemberIds = List.copyOf(toMemberIds);
    }
}
