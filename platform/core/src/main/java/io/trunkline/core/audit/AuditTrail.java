package io.trunkline.core.audit;

import io.trunkline.core.audit.internal.EntryChanges;
import io.trunkline.core.audit.internal.EntryTable;
import io.trunkline.core.customer.PhoneNumbers;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The current tenant's audit trail. Needs `audit.view`. Who sees the whole tenant reads all of it;
/// anyone else what was done to customers in her reach, and what members in her reach did
/// otherwise. Values of customers are shown as her field policy lets her see them.
@ApplicationScoped
public class AuditTrail {

    private final TenantDatabase database;
    private final PhoneNumbers numbers;

    AuditTrail(TenantDatabase database, PhoneNumbers numbers) {
        this.database = database;
        this.numbers = numbers;
    }

    /// @param next cursor of the next page; null at the end
    public record Page(List<AuditItem> items, @Nullable String next) {}

    /// @throws PluginException [AuditError#AUDIT_CURSOR_INVALID]
    public Page list(AuditQuery query) {
        Session session = viewer();
        if (query.limit() < 1 || query.limit() > 200) {
            throw new PluginException(StandardErrorCode.INVALID, "limit", query.limit());
        }
        List<AuditItem> items =
                database.inTransaction(handle -> EntryTable.page(handle, session, query));
        return new Page(
                items, items.size() < query.limit() ? null : EntryTable.cursor(items.getLast()));
    }

    /// @return empty where there is no such entry, or none for the reader
    public Optional<AuditDetail> find(long id) {
        Session session = viewer();
        return database.inTransaction(handle -> EntryTable.find(handle, session, id))
                .map(entry -> detail(session, entry));
    }

    /// Actions that occur in the newest entries, to choose from, by name.
    public List<String> actions() {
        Session session = viewer();
        return database.inTransaction(handle -> EntryTable.actions(handle, session));
    }

    private AuditDetail detail(Session session, EntryTable.Entry entry) {
        EntryChanges changes = new EntryChanges(session.fields(), numbers);
        return new AuditDetail(
                entry.item(),
                changes.of(entry),
                AuditRestores.isRestorable(entry.item(), entry.before()),
                version(session, entry.item()));
    }

    private @Nullable Integer version(Session session, AuditItem item) {
        Optional<Integer> version =
                database.inTransaction(handle ->
                        EntryTable.version(handle, session, item.objectType(), item.objectId()));
        return version.orElse(null);
    }

    private static Session viewer() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.AUDIT_VIEW);
        return session;
    }
}
