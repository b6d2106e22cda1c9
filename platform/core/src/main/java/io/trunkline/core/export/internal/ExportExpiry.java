package io.trunkline.core.export.internal;

import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.TenantJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/// Throws files away when their time is over. Nobody is given one after that, whether this ran or
/// not.
@ApplicationScoped
class ExportExpiry implements TenantJob {

    private final TenantDatabase database;
    private final ExportFiles files;

    ExportExpiry(TenantDatabase database, ExportFiles files) {
        this.database = database;
        this.files = files;
    }

    @Override
    public String name() {
        return "export-expiry";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        int tenant = TenantRunner.current().tenant().id();
        List<Long> expired = database.inTransaction(handle -> files.expired(handle, tenant));
        for (long id : expired) {
            database.inTransaction(handle -> {
                files.delete(handle, tenant, id);
                return true;
            });
        }
    }
}
