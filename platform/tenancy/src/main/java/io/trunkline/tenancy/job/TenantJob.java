package io.trunkline.tenancy.job;

import io.trunkline.tenancy.Sessions;
import java.time.Duration;
import java.util.List;

/// Work that comes round again for each tenant. A bean of this type is found and run: on one node
/// at a time, for one tenant after the other, each under the platform's own session of it. A run
/// that fails for one tenant is logged, does not keep the others from theirs, and is tried again at
/// the next turn; so a run must be able to come twice.
public interface TenantJob {

    /// Lower case with hyphens, for example `audit-seal`; never changed.
    String name();

    /// Time between the end of one turn and the beginning of the next.
    Duration every();

    /// Those it runs for. A job that has nothing to do for most tenants says so here with one cheap
    /// question, so that its cost does not grow with their number.
    default List<Integer> tenants(Sessions sessions) {
        return sessions.activeTenants();
    }

    /// Does the work for [io.trunkline.tenancy.TenantRunner#current()]. Long work looks at
    /// [Thread#isInterrupted()] between its chunks.
    void run();
}
