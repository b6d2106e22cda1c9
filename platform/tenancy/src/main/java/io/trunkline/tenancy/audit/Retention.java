package io.trunkline.tenancy.audit;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Handle;

/// How long the current tenant keeps its audit and its bin.
@ApplicationScoped
public class Retention {

    private final TenantDatabase database;
    private final Audit audit;

    @Inject
    public Retention(TenantDatabase database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /// @param auditMonths after so many months an entry is removed: 6 to 120
    /// @param binDays after so many days a deleted record is removed for good: 1 to 365
    /// @param version for optimistic locking; 0 while the usual times hold
    public record Times(int auditMonths, int binDays, int version) {

        static final Times USUAL = new Times(36, 90, 0);

        public Times {
            within("auditMonths", auditMonths, 6, 120);
            within("binDays", binDays, 1, 365);
        }

        private static void within(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new PluginException(StandardErrorCode.INVALID, name, value);
            }
        }

        private String json() {
            return "{\"auditMonths\":%d,\"binDays\":%d}".formatted(auditMonths, binDays);
        }
    }

    /// Needs nothing: everyone may know.
    public Times times() {
        int tenant = TenantRunner.current().tenant().id();
        return database.inTransaction(handle -> read(handle, tenant));
    }

    /// Needs `tenant.settings`.
    ///
    /// @param times with the version they were read with
    /// @throws PluginException `STALE` when someone changed them since
    public Times change(Times times) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.TENANT_SETTINGS);
        int tenant = session.tenant().id();
        return database.inTransaction(handle -> {
            Times before = read(handle, tenant);
            int written =
                    handle.createUpdate(
                                    """
                                    INSERT INTO trunkline.retention (tenant_id, audit_months, bin_days, version)
                                    VALUES (:tenant, :months, :days, :version + 1)
                                    ON CONFLICT (tenant_id) DO UPDATE
                                       SET audit_months = excluded.audit_months, bin_days = excluded.bin_days,
                                           version = excluded.version
                                     WHERE retention.version = :version
                                    """)
                            .bind("tenant", tenant)
                            .bind("months", times.auditMonths())
                            .bind("days", times.binDays())
                            .bind("version", times.version())
                            .execute();
            if (written == 0 || before.version() != times.version()) {
                throw new PluginException(StandardErrorCode.STALE);
            }
            Times after = read(handle, tenant);
            audit.record(handle, "retention.update", "tenant", tenant, before.json(), after.json());
            return after;
        });
    }

    private static Times read(Handle handle, int tenant) {
        return handle.createQuery(
                        """
                        SELECT audit_months, bin_days, version FROM trunkline.retention
                         WHERE tenant_id = :tenant
                        """)
                .bind("tenant", tenant)
                .map((row, context) -> new Times(row.getInt(1), row.getInt(2), row.getInt(3)))
                .findOne()
                .orElse(Times.USUAL);
    }
}
