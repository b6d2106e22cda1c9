package io.trunkline.plugins.calltasks.board;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TenantSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Progress and lists for those who watch. Shows only what lies in the caller's row scope. Needs
/// `call-tasks.monitor`, except [#ofCustomer].
public final class Board {

    public Board(PluginContext context) {}

    /// The tree district → team → agent.
    ///
    /// @param batchId null for all dispatched batches that are not closed
    public Progress progress(TenantSession session, @Nullable Long batchId) {
        throw new UnsupportedOperationException();
    }

    /// The hours of today in which something was recorded, in their order.
    public List<HourTotals> hours(TenantSession session, @Nullable Long batchId) {
        throw new UnsupportedOperationException();
    }

    /// Tasks with their customers' names.
    public TaskPage tasks(TenantSession session, TaskQuery query) {
        throw new UnsupportedOperationException();
    }

    /// Outcomes, newest first.
    ///
    /// @param before id of the last one seen, null to begin
    /// @param limit 1 to 200
    public List<RecentCall> recent(
            TenantSession session, @Nullable Long batchId, @Nullable Long before, int limit) {
        throw new UnsupportedOperationException();
    }

    /// The newest tasks of one customer, at most 20: for the panel on her page.
    public List<io.trunkline.plugins.calltasks.work.TaskItem> ofCustomer(
            TenantSession session, long customerId) {
        throw new UnsupportedOperationException();
    }
}
