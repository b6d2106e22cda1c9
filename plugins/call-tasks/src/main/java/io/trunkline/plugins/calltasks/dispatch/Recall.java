package io.trunkline.plugins.calltasks.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Unfinished tasks back from agents to the pool. What is null of the last three counts as false.
///
/// @param batchId only of this batch; null for any
/// @param orgUnitId of this district or team, what is below it included
/// @param memberIds only from these; empty for everyone
/// @param taskIds the named ones only, at most 1,000; empty for all
/// @param callBacks also promised call-backs; they keep their time
/// @param held also what an agent has in front of her; she can no longer save it
/// @param toDistrict back to the district's pool, otherwise to the team's
public record Recall(
        @Nullable Long batchId,
        long orgUnitId,
        List<Long> memberIds,
        List<Long> taskIds,
        @Nullable Boolean callBacks,
        @Nullable Boolean held,
        @Nullable Boolean toDistrict) {

    public Recall {
        memberIds = memberIds == null ? List.of() : List.copyOf(memberIds);
        taskIds = taskIds == null ? List.of() : List.copyOf(taskIds);
    }

    boolean alsoCallBacks() {
        return Boolean.TRUE.equals(callBacks);
    }

    boolean alsoHeld() {
        return Boolean.TRUE.equals(held);
    }

    boolean upToDistrict() {
        return Boolean.TRUE.equals(toDistrict);
    }
}
