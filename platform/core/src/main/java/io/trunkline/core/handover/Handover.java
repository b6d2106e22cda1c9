package io.trunkline.core.handover;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One member's work on its way to others.
///
/// @param total customers there were to hand over when it began
/// @param done customers that have their new owner
/// @param work whether her reminders and the approvals that waited for her went along, and plugins
///   were told: what they keep moves right after the customers
/// @param createdById who began it; null for no member
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
        @Nullable Long createdById,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    public Handover {
        toMemberIds = List.copyOf(toMemberIds);
    }
}
