package io.trunkline.plugins.calltasks.dispatch;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TenantSession;
import java.util.List;

/// Hands tasks down and takes them back, in chunks of some thousand, each in a transaction of its
/// own. Every method can be called again after it broke off: it goes on where it stopped.
///
/// A unit outside the caller's row scope is refused with `OUT_OF_REACH`, one that does not exist
/// with `UNIT_NOT_FOUND`.
public final class Dispatch {

    public Dispatch(PluginContext context) {}

    /// Sends a filled batch to the districts. The unmatched stay with the company.
    ///
    /// Needs `call-tasks.dispatch`.
    ///
    /// @throws io.trunkline.spi.PluginException `BATCH_NOT_READY` while it is filled or once closed
    public Handed dispatch(TenantSession session, long batchId) {
        throw new UnsupportedOperationException();
    }

    /// Hands unmatched tasks and their customers to a district.
    ///
    /// Needs `call-tasks.dispatch` and the platform's `customer.allocate`.
    public Handed allocate(TenantSession session, Allocation allocation) {
        throw new UnsupportedOperationException();
    }

    /// Hands tasks of a district's pool to its teams, evenly.
    ///
    /// Needs `call-tasks.assign`.
    public Handed share(TenantSession session, TeamShare share) {
        throw new UnsupportedOperationException();
    }

    /// Hands tasks to agents, or on from one agent to others.
    ///
    /// Needs `call-tasks.assign`.
    ///
    /// @throws io.trunkline.spi.PluginException `NOT_AN_AGENT` when a member may not work tasks
    ///   within the unit's district, `NO_AGENT` when nobody may
    public Handed assign(TenantSession session, Assignment assignment) {
        throw new UnsupportedOperationException();
    }

    /// Takes unfinished tasks back into the pool.
    ///
    /// Needs `call-tasks.assign`.
    public Handed recall(TenantSession session, Recall recall) {
        throw new UnsupportedOperationException();
    }

    /// Who tasks of a unit can be handed to, by name.
    ///
    /// Needs `call-tasks.assign`.
    public List<AgentLoad> agents(TenantSession session, long orgUnitId) {
        throw new UnsupportedOperationException();
    }
}
