package io.trunkline.tenancy.audit;

import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.internal.Expiry;
import io.trunkline.tenancy.job.TenantJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Removes the beginning of each tenant's chain once the tenant's time is over. The digest it ended
/// with stays, so that the rest can be verified; that it was done is an entry of its own, sealed
/// with it.
@ApplicationScoped
public class AuditRetentionJob implements TenantJob {

    public static final String NAME = "audit-retention";

    private static final int CHUNK = 5_000;

    /// The last position of the next chunk whose entries are all old enough.
    private static final String UP_TO =
            """
            SELECT max(position) FROM (
                SELECT s.position, bool_and(e.at IS NULL OR e.at < :cutoff)
                                   OVER (ORDER BY s.position) AS old
                  FROM (SELECT position, entry_id FROM trunkline.audit_seal
                         WHERE tenant_id = :tenant ORDER BY position LIMIT :limit) AS s
                  LEFT JOIN trunkline.audit_entry e ON e.tenant_id = :tenant AND e.id = s.entry_id
                ) AS beginning
             WHERE old
            """;

    private final TenantDatabase database;
    private final Retention retention;
    private final IdGenerator ids;

    @Inject
    public AuditRetentionJob(TenantDatabase database, Retention retention, IdGenerator ids) {
        this.database = database;
        this.retention = retention;
        this.ids = ids;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(12);
    }

    @Override
    public void run() {
        int tenant = TenantRunner.current().tenant().id();
        int months = retention.times().auditMonths();
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = database.inWorkerTransaction(handle -> chunk(handle, tenant, months));
        }
    }

    /// @return whether there may be more
    private boolean chunk(Handle handle, int tenant, int months) {
        OffsetDateTime cutoff =
                handle.createQuery("SELECT now() - make_interval(months => :months)")
                        .bind("months", months)
                        .mapTo(OffsetDateTime.class)
                        .one();
        // One after the other with a sealer that runs beside.
        handle.createQuery(
                        "SELECT position FROM trunkline.audit_chain WHERE tenant_id = :tenant FOR"
                                + " UPDATE")
                .bind("tenant", tenant)
                .mapTo(Long.class)
                .findOne();
        @Nullable Long upTo =
                handle.createQuery(UP_TO)
                        .bind("tenant", tenant)
                        .bind("cutoff", cutoff)
                        .bind("limit", CHUNK)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(null);
        if (upTo == null) {
            return false;
        }
        Expiry.remove(handle, upTo, cutoff, ids.next());
        return true;
    }
}
