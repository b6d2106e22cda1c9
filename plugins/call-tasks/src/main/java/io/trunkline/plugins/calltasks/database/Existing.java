package io.trunkline.plugins.calltasks.database;

import io.trunkline.plugins.calltasks.CallTasksError;
import io.trunkline.spi.PluginException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Ids a caller names must exist and be within her reach: whether they exist elsewhere is not told.
public final class Existing {

    private Existing() {}

    /// @param batchId null for none named
    /// @throws PluginException `BATCH_NOT_FOUND`
    public static void batch(Statements sql, @Nullable Long batchId) {
        if (batchId == null) {
            return;
        }
        boolean found =
                sql.query("SELECT 1 FROM batch WHERE tenant_id = :tenant AND id = :batch")
                        .bind("batch", batchId)
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent();
        if (!found) {
            throw new PluginException(CallTasksError.BATCH_NOT_FOUND);
        }
    }

    /// @throws PluginException `TASK_NOT_FOUND`
    public static void tasks(Statements sql, Collection<Long> taskIds) {
        if (taskIds.isEmpty()) {
            return;
        }
        long found =
                sql.query(
                                """
                                SELECT count(*) FROM call_task
                                 WHERE tenant_id = :tenant AND id = ANY (:tasks)
                                """)
                        .bindArray("tasks", Long.class, taskIds)
                        .mapTo(Long.class)
                        .one();
        if (found < taskIds.stream().distinct().count()) {
            throw new PluginException(CallTasksError.TASK_NOT_FOUND);
        }
    }
}
