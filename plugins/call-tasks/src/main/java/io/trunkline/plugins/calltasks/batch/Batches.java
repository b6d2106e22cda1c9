package io.trunkline.plugins.calltasks.batch;

import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TenantSession;
import org.jspecify.annotations.Nullable;

/// Makes, fills and lists batches. Every method throws
/// [io.trunkline.spi.PluginException] with a code of
/// [io.trunkline.plugins.calltasks.CallTasksError].
public final class Batches {

    public Batches(PluginContext context) {}

    /// How many customers a batch would hold.
    public BatchPreview preview(TenantSession session, CustomerFilter customers) {
        throw new UnsupportedOperationException();
    }

    /// Makes a batch and fills it for some seconds. A large one comes back still
    /// [BatchState#FILLING]: call [#resume] until it is not. The same request id again answers with
    /// the batch of the first time, and goes on filling.
    ///
    /// Needs `call-tasks.dispatch`.
    public Batch create(TenantSession session, BatchDraft draft) {
        throw new UnsupportedOperationException();
    }

    /// Goes on filling, for some seconds; nothing to do when it is filled. Safe after a crash and
    /// beside another caller: each chunk moves the mark and writes its tasks in one transaction.
    ///
    /// Needs `call-tasks.dispatch`.
    public Batch resume(TenantSession session, long batchId) {
        throw new UnsupportedOperationException();
    }

    public Batch find(TenantSession session, long batchId) {
        throw new UnsupportedOperationException();
    }

    /// Batches, newest first.
    ///
    /// @param before [BatchPage#next] of the page before, null to begin
    /// @param limit 1 to 100
    public BatchPage list(TenantSession session, @Nullable Long before, int limit) {
        throw new UnsupportedOperationException();
    }

    /// Ends a batch: open tasks are cancelled, except the ones agents are speaking on right now.
    ///
    /// Needs `call-tasks.dispatch`.
    public Batch close(TenantSession session, long batchId) {
        throw new UnsupportedOperationException();
    }
}
