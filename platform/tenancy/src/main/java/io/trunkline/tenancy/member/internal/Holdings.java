package io.trunkline.tenancy.member.internal;

import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.member.MemberError;
import io.trunkline.tenancy.member.RoleOption;
import io.trunkline.tenancy.position.Positions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Which roles a member has: those of her position, and those given besides.
public final class Holdings {

    private static final String ROLES =
            """
            SELECT id, key, name, delegable FROM trunkline.role
             WHERE tenant_id = :tenant
               AND NOT EXISTS (SELECT FROM trunkline.service_account a
                                WHERE a.tenant_id = :tenant AND a.role_id = role.id)
             ORDER BY key
            """;

    private final Handle handle;
    private final int tenant;

    public Holdings(Handle handle, int tenant) {
        this.handle = handle;
        this.tenant = tenant;
    }

    public List<RoleOption> all() {
        return handle.createQuery(ROLES)
                .bind("tenant", tenant)
                .map((row, context) ->
                        new RoleOption(
                                row.getLong("id"),
                                row.getString("key"),
                                row.getString("name"),
                                row.getBoolean("delegable")))
                .list();
    }

    public Map<Long, RoleOption> byId() {
        return all().stream().collect(Collectors.toMap(RoleOption::id, Function.identity()));
    }

    /// What she is to have: by role, whether it comes with the position.
    ///
    /// @throws PluginException `ROLE_UNKNOWN`, `POSITION_UNKNOWN`
    public Map<Long, Boolean> wanted(@Nullable Long positionId, Collection<Long> extra) {
        Map<Long, RoleOption> known = byId();
        Map<Long, Boolean> wanted = new HashMap<>();
        if (positionId != null) {
            Positions.rolesOf(handle, tenant, positionId)
                    .orElseThrow(() -> new PluginException(MemberError.POSITION_UNKNOWN))
                    .forEach(role -> wanted.put(role, true));
        }
        for (Long role : extra) {
            if (!known.containsKey(role)) {
                throw new PluginException(MemberError.ROLE_UNKNOWN);
            }
            wanted.put(role, false);
        }
        return wanted;
    }

    public void write(long member, Map<Long, Boolean> wanted) {
        handle.createUpdate(
                        """
                        DELETE FROM trunkline.member_role
                         WHERE tenant_id = :tenant AND member_id = :member AND role_id <> ALL (:roles)
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .bindArray("roles", Long.class, wanted.keySet())
                .execute();
        wanted.forEach((role, byPosition) ->
                handle.createUpdate(
                                """
                                INSERT INTO trunkline.member_role AS mr (tenant_id, member_id, role_id, by_position)
                                VALUES (:tenant, :member, :role, :byPosition)
                                ON CONFLICT (tenant_id, member_id, role_id)
                                DO UPDATE SET by_position = excluded.by_position
                                WHERE mr.by_position <> excluded.by_position
                                """)
                        .bind("tenant", tenant)
                        .bind("member", member)
                        .bind("role", role)
                        .bind("byPosition", byPosition)
                        .execute());
    }
}
