package io.trunkline.plugins.calltasks.work;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TenantSession;
import java.util.Optional;

/// An agent's work. Every method acts for the session's member and needs `call-tasks.work`. No
/// task is ever held by two agents, and no agent holds two tasks: the database sees to both.
public final class Workbench {

    public Workbench(PluginContext context) {}

    /// Claims the next task: her due call-backs, what is handed to her, what her team has left. Who
    /// already holds one gets the same again.
    ///
    /// @return empty when nothing is left
    public Optional<CallTask> next(TenantSession session) {
        throw new UnsupportedOperationException();
    }

    /// The task she holds, without claiming one.
    public Optional<CallTask> held(TenantSession session) {
        throw new UnsupportedOperationException();
    }

    /// Claims one task of her queue or her team's pool out of turn. What she held goes back to her
    /// queue.
    ///
    /// @throws io.trunkline.spi.PluginException `TASK_NOT_FOUND`, or `TASK_TAKEN` when it is
    ///   another's or closed
    public CallTask take(TenantSession session, long taskId) {
        throw new UnsupportedOperationException();
    }

    /// Records the outcome of the held task: it shows on the customer's timeline.
    ///
    /// @throws io.trunkline.spi.PluginException `TASK_NOT_HELD` when she does not hold it, or why
    ///   the outcome cannot be right
    public Saved save(TenantSession session, long taskId, Outcome outcome) {
        throw new UnsupportedOperationException();
    }

    /// [#save] and [#next] in one transaction.
    public Saved saveAndNext(TenantSession session, long taskId, Outcome outcome) {
        throw new UnsupportedOperationException();
    }

    /// The number of the held task's customer, in full; the reveal is logged.
    ///
    /// @throws io.trunkline.spi.PluginException `TASK_NOT_HELD`, `NO_PHONE`
    public Dialled dial(TenantSession session, long taskId) {
        throw new UnsupportedOperationException();
    }

    /// What she has before her, with her day in numbers.
    public MyQueue queue(TenantSession session) {
        throw new UnsupportedOperationException();
    }
}
