package io.trunkline.tenancy.role;

import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/// Keeps a tenant from being left without an administrator: a member who works here, may manage
/// roles and members and reaches the whole tenant. Who has yet to agree to belong to the tenant may
/// never do so.
@ApplicationScoped
public class Administrators {

    // Taken before looking: whoever else changes who administers waits here until this transaction
    // ends, and then sees what it did.
    private static final String TAKE_TURN =
            """
            INSERT INTO trunkline.administration AS a (tenant_id, changes) VALUES (:tenant, 1)
            ON CONFLICT (tenant_id) DO UPDATE SET changes = a.changes + 1
            """;

    private static final String ANYONE =
            """
            SELECT EXISTS (
                SELECT FROM trunkline.member m
                  JOIN trunkline.member_role mr ON mr.tenant_id = m.tenant_id AND mr.member_id = m.id
                  JOIN trunkline.role r ON r.tenant_id = mr.tenant_id AND r.id = mr.role_id
                 WHERE m.tenant_id = :tenant AND m.present AND NOT m.machine
                 GROUP BY m.id
                HAVING bool_or(:roles = ANY (r.permissions))
                   AND bool_or(:members = ANY (r.permissions))
                   AND bool_or(r.row_scope = 'tenant'))
            """;

    /// To be called as the last statement of a transaction that may have taken someone's right to
    /// administer: disabling or moving a member, taking roles away, editing a role.
    ///
    /// @throws PluginException [RoleError#LAST_ADMINISTRATOR] when nobody is left
    public void requireOneLeft(Handle handle) {
        int tenant = TenantRunner.current().tenant().id();
        handle.createUpdate(TAKE_TURN).bind("tenant", tenant).execute();
        if (!isAnyone(handle, tenant)) {
            throw new PluginException(RoleError.LAST_ADMINISTRATOR);
        }
    }

    /// Whether the tenant has one at all: not while the first has yet to agree.
    ///
    /// @param handle which has entered the tenant
    public boolean isAnyone(Handle handle, int tenant) {
        return handle.createQuery(ANYONE)
                .bind("tenant", tenant)
                .bind("roles", CorePermissions.ROLE_MANAGE.key())
                .bind("members", CorePermissions.MEMBER_MANAGE.key())
                .mapTo(boolean.class)
                .one();
    }
}
