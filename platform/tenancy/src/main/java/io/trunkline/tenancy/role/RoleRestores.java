package io.trunkline.tenancy.role;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.audit.Earlier;
import io.trunkline.tenancy.role.internal.EarlierRole;
import io.trunkline.tenancy.role.internal.RoleTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Puts a role back to what it was before an audit entry. Permissions and fields of that time may
/// come back although the plugin they belong to is away, as they may stay in a role that is edited.
@ApplicationScoped
public class RoleRestores {

    private static final String DELETION = "role.delete";

    private final TenantDatabase database;
    private final Administrators administrators;
    private final Audit audit;
    private final RoleTable table = new RoleTable();

    @Inject
    public RoleRestores(TenantDatabase database, Administrators administrators, Audit audit) {
        this.database = database;
        this.administrators = administrators;
        this.audit = audit;
    }

    /// An edited role gets its name, permissions, rows and fields back; a deleted one also its id,
    /// its key and the limits of where and when that went with it. Nobody held it then.
    ///
    /// @param version the role's as the caller saw it; does not count for one that is deleted
    /// @throws PluginException a [RoleError]; `STALE` when someone changed it since
    public Role restore(Earlier earlier, int version) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.ROLE_MANAGE);
        EarlierRole wanted = EarlierRole.of(earlier.json());
        return database.inTransaction(handle -> {
            int tenant = session.tenant().id();
            Optional<Role> present = table.lock(handle, tenant, earlier.objectId());
            if (present.isPresent() && present.get().version() != version) {
                throw new PluginException(StandardErrorCode.STALE);
            }
            if (present.isPresent() && present.get().draft().equals(wanted.draft())) {
                return present.get();
            }
            if (present.isPresent()) {
                table.update(handle, tenant, earlier.objectId(), wanted.draft());
            } else {
                insert(handle, tenant, earlier, wanted);
            }
            Role after = table.find(handle, tenant, earlier.objectId()).orElseThrow();
            audit.record(
                    handle,
                    "role.restore",
                    "role",
                    after.id(),
                    present.map(RoleTable::json).orElse(null),
                    earlier.named(RoleTable.json(after)));
            administrators.requireOneLeft(handle);
            return after;
        });
    }

    /// An entry of an edit does not say which limits a role had when it was deleted: brought back
    /// by it, the role would let people in from everywhere.
    private void insert(Handle handle, int tenant, Earlier earlier, EarlierRole wanted) {
        if (!earlier.action().equals(DELETION)) {
            throw new PluginException(RoleError.ROLE_DELETED);
        }
        if (table.count(handle, tenant) >= Roles.MOST) {
            throw new PluginException(RoleError.TOO_MANY_ROLES, Roles.MOST);
        }
        table.insertAgain(handle, tenant, earlier.objectId(), wanted);
    }
}
