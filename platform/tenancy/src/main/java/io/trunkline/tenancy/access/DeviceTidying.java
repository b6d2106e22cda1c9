package io.trunkline.tenancy.access;

import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.TenantJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/// Drops devices nobody decided about after a week without being seen, and those that were revoked
/// after a month. A dropped one that comes again waits again.
@ApplicationScoped
public class DeviceTidying implements TenantJob {

    private final TenantDatabase database;

    @Inject
    public DeviceTidying(TenantDatabase database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "access-device-tidying";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        int tenant = TenantRunner.current().tenant().id();
        database.inWorkerTransaction(handle -> {
            handle.createUpdate(
                            """
                            DELETE FROM trunkline.access_device
                             WHERE tenant_id = :tenant
                               AND (state = 'waiting' AND last_seen_at < now() - interval '7 days'
                                 OR state = 'revoked' AND last_seen_at < now() - interval '30 days'
                                    AND decided_at < now() - interval '30 days')
                            """)
                    .bind("tenant", tenant)
                    .execute();
            return true;
        });
    }
}
