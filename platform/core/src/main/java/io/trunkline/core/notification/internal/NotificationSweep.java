package io.trunkline.core.notification.internal;

import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.TenantJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// Keeps what each member was told bounded.
@ApplicationScoped
class NotificationSweep implements TenantJob {

    private static final int KEPT_READ = 200;
    private static final int KEPT_AT_ALL = 1_000;

    private final TenantDatabase database;
    private final NotificationTable table;

    NotificationSweep(TenantDatabase database, NotificationTable table) {
        this.database = database;
        this.table = table;
    }

    @Override
    public String name() {
        return "notification-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        int tenant = TenantRunner.current().tenant().id();
        database.inWorkerTransaction(handle -> table.sweep(handle, tenant, KEPT_READ, KEPT_AT_ALL));
    }
}
