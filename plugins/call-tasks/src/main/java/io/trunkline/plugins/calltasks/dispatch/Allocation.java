package io.trunkline.plugins.calltasks.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Unmatched tasks to a district; their customers move there too.
///
/// @param batchId all unmatched of this batch; null together with ids for the named ones of any
/// @param taskIds the named ones only, at most 1,000; empty for all
/// @param districtId where to
public record Allocation(@Nullable Long batchId, List<Long> taskIds, long districtId) {

    public Allocation {
        taskIds = taskIds == null ? List.of() : List.copyOf(taskIds);
    }
}
