package io.trunkline.plugins.calltasks.work;

import io.trunkline.plugins.calltasks.CallTasksError;
import io.trunkline.plugins.calltasks.CallTasksPermissions;
import io.trunkline.plugins.calltasks.database.Tables;
import io.trunkline.plugins.calltasks.reach.Access;
import io.trunkline.plugins.calltasks.work.Claims.HeldMeanwhileException;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.PluginDatabase.SqlWork;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.TenantSession;
import java.time.Instant;
import java.util.Optional;

/// An agent's work. Every method acts for the session's member and needs `call-tasks.work`. No task
/// is ever held by two agents, and no agent holds two tasks: the database sees to both.
public final class Workbench {

    private static final int TRIES = 5;

    private final PluginContext context;
    private final Outcomes outcomes;
    private final Queues queues;

    public Workbench(PluginContext context, Tables tables) {
        this.context = context;
        this.outcomes = new Outcomes(context);
        this.queues = new Queues(context, tables);
    }

    /// Claims the next task: her due call-backs, what is handed to her, her team's due call-backs,
    /// what her team has left. Who already holds one gets the same again.
    ///
    /// @return empty when nothing is left
    public Optional<CallTask> next(TenantSession session) {
        Access.require(session, CallTasksPermissions.WORK);
        Instant now = context.clock().instant();
        return inTransaction(session, connection -> Claims.next(connection, session, now));
    }

    /// The task she holds, without claiming one.
    public Optional<CallTask> held(TenantSession session) {
        Access.require(session, CallTasksPermissions.WORK);
        return inTransaction(session, connection -> Claims.held(connection, session));
    }

    /// Claims one task of her queue or her team's pool out of turn. What she held goes back to her
    /// queue.
    ///
    /// @throws PluginException `TASK_NOT_FOUND`, or `TASK_TAKEN` when it is another's or closed
    public CallTask take(TenantSession session, long taskId) {
        Access.require(session, CallTasksPermissions.WORK);
        Instant now = context.clock().instant();
        return inTransaction(session, connection -> Claims.take(connection, session, taskId, now));
    }

    /// Records the outcome of the held task: it shows on the customer's timeline. After "do not
    /// disturb" the customer's other open tasks within reach are cancelled too.
    ///
    /// @throws PluginException `TASK_NOT_HELD` when she does not hold it, or why the outcome cannot
    ///   be right
    public Saved save(TenantSession session, long taskId, Outcome outcome) {
        return save(session, taskId, outcome, false);
    }

    /// [#save] and [#next] in one transaction.
    public Saved saveAndNext(TenantSession session, long taskId, Outcome outcome) {
        return save(session, taskId, outcome, true);
    }

    private Saved save(TenantSession session, long taskId, Outcome outcome, boolean next) {
        Access.require(session, CallTasksPermissions.WORK);
        Instant now = context.clock().instant();
        Outcomes.Checked checked = outcomes.check(session, outcome, now);
        return inTransaction(
                session,
                connection -> {
                    Saved saved = outcomes.record(connection, session, taskId, checked, now);
                    return next
                            ? saved.with(Claims.next(connection, session, now).orElse(null))
                            : saved;
                });
    }

    /// The number of the held task's customer, in full; the reveal is logged.
    ///
    /// @throws PluginException `TASK_NOT_HELD`, `TASK_NOT_FOUND`, `NO_PHONE`
    public Dialled dial(TenantSession session, long taskId) {
        Access.require(session, CallTasksPermissions.WORK);
        CallTask task =
                inTransaction(session, connection -> Claims.held(connection, session, taskId));
        return context.customers()
                .dial(session, task.customerId(), "call task " + taskId)
                .map(Dialled::new)
                .orElseThrow(() -> new PluginException(CallTasksError.NO_PHONE));
    }

    /// What she has before her, with her day in numbers.
    public MyQueue queue(TenantSession session) {
        Access.require(session, CallTasksPermissions.WORK);
        return queues.of(session);
    }

    private <T> T inTransaction(TenantSession session, SqlWork<T> work) {
        for (int i = 1; ; i++) {
            try {
                return context.database().inTransaction(session, work);
            } catch (HeldMeanwhileException e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }
}
