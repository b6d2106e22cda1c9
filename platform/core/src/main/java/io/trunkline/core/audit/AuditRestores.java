package io.trunkline.core.audit;

import io.trunkline.core.audit.internal.EntryTable;
import io.trunkline.core.customer.CustomerBin;
import io.trunkline.core.customer.CustomerHistory;
import io.trunkline.core.customer.RestoredCustomer;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Takes back what an entry tells of.
@ApplicationScoped
public class AuditRestores {

    private static final String DELETION = "customer.delete";

    private final TenantDatabase database;
    private final CustomerBin bin;
    private final CustomerHistory history;

    AuditRestores(TenantDatabase database, CustomerBin bin, CustomerHistory history) {
        this.database = database;
        this.bin = bin;
        this.history = history;
    }

    /// Brings a deleted customer back, or gives a changed one the values it had before the entry:
    /// those fields of them that the caller may write. Needs `audit.view` and `audit.restore`.
    ///
    /// @param version the customer's version as the caller saw it; counts for a changed one only
    /// @throws PluginException `NOT_FOUND`; [AuditError#NOT_RESTORABLE]; [AuditError#IN_BIN];
    ///   `STALE` when someone changed it since; [io.trunkline.core.customer.CustomerError] when the
    ///   values cannot be taken back
    public RestoredCustomer restore(long entryId, int version) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.AUDIT_VIEW);
        session.require(CorePermissions.AUDIT_RESTORE);
        EntryTable.Entry entry =
                database.inTransaction(handle -> EntryTable.find(handle, session, entryId))
                        .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
        String before = entry.before();
        if (before == null || !isRestorable(entry.item(), before)) {
            throw new PluginException(AuditError.NOT_RESTORABLE);
        }
        long customer = entry.item().objectId();
        if (entry.item().action().equals(DELETION)) {
            return bin.restore(customer);
        }
        if (bin.holds(customer)) {
            throw new PluginException(AuditError.IN_BIN);
        }
        return history.restore(customer, version, before);
    }

    static boolean isRestorable(AuditItem item, @Nullable String before) {
        return before != null
                && item.objectType().equals("customer")
                && item.source().equals(EntryTable.PLATFORM);
    }
}
