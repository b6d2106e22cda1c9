package io.trunkline.tenancy.draft;

import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.TenantJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/// Drops drafts that nobody came back to in a week.
@ApplicationScoped
public class DraftTidying implements TenantJob {

    private final TenantDatabase database;

    @Inject
    public DraftTidying(TenantDatabase database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "draft-tidying";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        int tenant = TenantRunner.current().tenant().id();
        database.inWorkerTransaction(handle ->
                handle.createUpdate(
                                """
                                DELETE FROM trunkline.draft
                                 WHERE tenant_id = :tenant AND saved_at < now() - interval '7 days'
                                """)
                        .bind("tenant", tenant)
                        .execute());
    }
}
