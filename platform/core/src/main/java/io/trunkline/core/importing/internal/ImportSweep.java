package io.trunkline.core.importing.internal;

import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.TenantJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;

/// Removes the rows of files that were imported long ago; the import itself, with its counts,
/// stays.
@ApplicationScoped
class ImportSweep implements TenantJob {

    private static final int CHUNK = 5_000;

    private final TenantDatabase database;
    private final Duration kept;

    ImportSweep(
            TenantDatabase database,
            @ConfigProperty(name = "trunkline.imports.kept", defaultValue = "90D") Duration kept) {
        this.database = database;
        this.kept = kept;
    }

    @Override
    public String name() {
        return "import-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        int tenant = TenantRunner.current().tenant().id();
        for (long id : database.inWorkerTransaction(handle -> old(handle, tenant))) {
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                more = database.inWorkerTransaction(handle -> sweep(handle, tenant, id));
            }
        }
    }

    private List<Long> old(Handle handle, int tenant) {
        return handle.createQuery(
                        """
                        SELECT id FROM trunkline.import_job
                         WHERE tenant_id = :tenant AND bytes > 0
                           AND finished_at < now() - make_interval(secs => :kept)
                         ORDER BY id LIMIT 100
                        """)
                .bind("tenant", tenant)
                .bind("kept", kept.toSeconds())
                .mapTo(Long.class)
                .list();
    }

    /// @return whether rows may be left
    private static boolean sweep(Handle handle, int tenant, long id) {
        int removed =
                handle.createUpdate(
                                """
                                DELETE FROM trunkline.import_row
                                 WHERE tenant_id = :tenant AND import_id = :id
                                   AND line IN (SELECT line FROM trunkline.import_row
                                                 WHERE tenant_id = :tenant AND import_id = :id LIMIT :chunk)
                                """)
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .bind("chunk", CHUNK)
                        .execute();
        if (removed == CHUNK) {
            return true;
        }
        handle.createUpdate(
                        """
                        UPDATE trunkline.import_job SET bytes = 0
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .execute();
        return false;
    }
}
