package io.trunkline.plugins.calltasks.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tasks from a district's pool to its teams.
///
/// @param batchId only of this batch; null for any
/// @param districtId whose pool
/// @param teamIds the teams, evenly; empty for all of the district
/// @param taskIds the named tasks only, at most 1,000; empty for the most urgent
/// @param count how many at most; null for all
public record TeamShare(
        @Nullable Long batchId,
        long districtId,
        List<Long> teamIds,
        List<Long> taskIds,
        @Nullable Integer count) {

    public TeamShare {
        teamIds = teamIds == null ? List.of() : List.copyOf(teamIds);
        taskIds = taskIds == null ? List.of() : List.copyOf(taskIds);
    }
}
