package io.trunkline.tenancy.access;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Edits the limits of the tenant and of its roles. They count for everyone's next request, within
/// a second. Needs the permission `tenant.settings`.
@ApplicationScoped
public class AccessRules {

    /// Stands for the whole tenant where a role is asked for.
    public static final long WHOLE_TENANT = 0;

    private final TenantDatabase database;
    private final Audit audit;

    @Inject
    public AccessRules(TenantDatabase database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /// @param roleId [#WHOLE_TENANT] or a role
    /// @param version 0 where nothing was ever set
    public record Rule(long roleId, AccessLimits limits, int version) {}

    /// Those that were ever set.
    public List<Rule> all() {
        int tenant = manager().tenant().id();
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                SELECT role_id, limits, version FROM trunkline.access_limit
                                 WHERE tenant_id = :tenant ORDER BY role_id LIMIT 1000
                                """)
                        .bind("tenant", tenant)
                        .map((row, context) ->
                                new Rule(
                                        row.getLong(1),
                                        AccessJson.read(row.getString(2)),
                                        row.getInt(3)))
                        .list());
    }

    public Rule of(long roleId) {
        return all().stream()
                .filter(rule -> rule.roleId() == roleId)
                .findFirst()
                .orElseGet(() -> new Rule(roleId, AccessLimits.NONE, 0));
    }

    /// @param version the version the change was made from
    /// @param entrance the caller comes in by
    /// @param confirmed whether she wants it although it keeps herself out
    /// @throws PluginException [AccessError#LOCKS_YOU_OUT], [AccessError#RANGES_OVERLAP], `STALE`
    ///   when someone changed them since, `NOT_FOUND` without such a role
    public Rule update(
            long roleId, int version, AccessLimits limits, Entrance entrance, boolean confirmed) {
        Session session = manager();
        String wanted = AccessJson.write(limits.checked());
        return database.inTransaction(handle -> {
            int tenant = session.tenant().id();
            requireRole(handle, tenant, roleId);
            String before = stored(handle, tenant, roleId).orElse("{}");
            int changed =
                    handle.createUpdate(
                                    """
                                    INSERT INTO trunkline.access_limit AS a (tenant_id, role_id, limits, version)
                                    SELECT :tenant, :role, CAST(:limits AS jsonb), 1
                                     WHERE :version = 0 OR EXISTS (SELECT FROM trunkline.access_limit e
                                            WHERE e.tenant_id = :tenant AND e.role_id = :role)
                                    ON CONFLICT (tenant_id, role_id) DO UPDATE
                                       SET limits = excluded.limits, version = a.version + 1
                                     WHERE a.version = :version
                                    """)
                            .bind("tenant", tenant)
                            .bind("role", roleId)
                            .bind("limits", wanted)
                            .bind("version", version)
                            .execute();
            if (changed == 0) {
                throw new PluginException(StandardErrorCode.STALE);
            }
            if (!confirmed && KeptOut.isKeptOut(handle, session, entrance)) {
                throw new PluginException(AccessError.LOCKS_YOU_OUT);
            }
            audit.record(handle, "access-limit.update", "access-limit", roleId, before, wanted);
            return new Rule(roleId, limits, version + 1);
        });
    }

    private static void requireRole(Handle handle, int tenant, long roleId) {
        boolean known =
                roleId == WHOLE_TENANT
                        || handle.createQuery(
                                        "SELECT true FROM trunkline.role WHERE tenant_id = :tenant AND id = :role")
                                .bind("tenant", tenant)
                                .bind("role", roleId)
                                .mapTo(boolean.class)
                                .findOne()
                                .isPresent();
        if (!known) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
    }

    private static Optional<String> stored(Handle handle, int tenant, long roleId) {
        return handle.createQuery(
                        "SELECT limits::text FROM trunkline.access_limit WHERE tenant_id = :tenant AND role_id = :role")
                .bind("tenant", tenant)
                .bind("role", roleId)
                .mapTo(String.class)
                .findOne();
    }

    private static Session manager() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.TENANT_SETTINGS);
        return session;
    }
}
