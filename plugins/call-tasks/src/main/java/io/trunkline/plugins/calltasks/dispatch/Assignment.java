package io.trunkline.plugins.calltasks.dispatch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tasks to agents.
///
/// @param batchId only of this batch; null for any
/// @param orgUnitId the district or team whose own pool is handed out
/// @param fromMemberId reassign what this agent has not begun, call-backs included, instead of
///   handing out the pool; null for the pool
/// @param taskIds the named tasks only (in the pool or any agent's, not begun), at most 1,000;
///   empty for the most urgent of the pool
/// @param count how many at most; null for all
/// @param strategy how
/// @param memberIds to whom: exactly one by hand; empty for everyone of the unit who may work tasks
public record Assignment(
        @Nullable Long batchId,
        long orgUnitId,
        @Nullable Long fromMemberId,
        List<Long> taskIds,
        @Nullable Integer count,
        Strategy strategy,
        List<Long> memberIds) {

    public Assignment {
        taskIds = taskIds == null ? List.of() : List.copyOf(taskIds);
        memberIds = memberIds == null ? List.of() : List.copyOf(memberIds);
    }

    /// Everyone it names.
    Set<Long> people() {
        Set<Long> people = new HashSet<>(memberIds);
        if (fromMemberId != null) {
            people.add(fromMemberId);
        }
        return people;
    }

    /// So many of the pool to one agent.
    public static Assignment byHand(
            @Nullable Long batchId, long orgUnitId, int count, long memberId) {
        return new Assignment(
                batchId, orgUnitId, null, List.of(), count, Strategy.BY_HAND, List.of(memberId));
    }

    /// The whole pool over all agents of the unit.
    public static Assignment all(@Nullable Long batchId, long orgUnitId, Strategy strategy) {
        return new Assignment(batchId, orgUnitId, null, List.of(), null, strategy, List.of());
    }
}
