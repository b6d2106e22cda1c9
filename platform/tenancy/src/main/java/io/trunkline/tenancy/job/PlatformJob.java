package io.trunkline.tenancy.job;

import java.time.Duration;

/// Work of the platform as a whole that comes round again: as [TenantJob], but once per turn and
/// not tenant by tenant, as the operator `platform`. For what is done to tenants from outside.
public interface PlatformJob {

    /// Lower case with hyphens, no other job's; never changed.
    String name();

    /// Time between the end of one turn and the beginning of the next.
    Duration every();

    /// Does the work; able to come twice. Long work looks at [Thread#isInterrupted()] between its
    /// chunks.
    void run();
}
