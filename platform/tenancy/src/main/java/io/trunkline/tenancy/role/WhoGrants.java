package io.trunkline.tenancy.role;

import io.trunkline.spi.Member;
import io.trunkline.spi.Permission;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a person is told who lacks a permission: which roles of her tenant have it, and who can
/// give it to her; and what an administrator is told of the permissions a plugin brings. For every
/// member: the names of colleagues and what they may do are no secret within the tenant, what she
/// may not see is.
@ApplicationScoped
public class WhoGrants {

    private static final int MOST_ROLES = 10;
    private static final int MOST_PEOPLE = 5;

    private final TenantDatabase database;
    private final Members members;
    private final OrgUnits orgUnits;

    @Inject
    public WhoGrants(TenantDatabase database, Members members, OrgUnits orgUnits) {
        this.database = database;
        this.members = members;
        this.orgUnits = orgUnits;
    }

    /// @param name what the tenant calls it; null for a built-in one, see [RoleTexts#name]
    public record NamedRole(String key, @Nullable String name) {}

    /// @param roles that grant it, built-in ones first; at most ten
    /// @param people who manage roles and so can give it to her; at most five, by name
    public record Answer(List<NamedRole> roles, List<Member> people) {}

    public Answer of(Permission permission) {
        int tenant = TenantRunner.current().tenant().id();
        List<NamedRole> roles =
                database.inTransaction(handle ->
                        handle.createQuery(
                                        """
                                        SELECT key, name FROM trunkline.role
                                         WHERE tenant_id = :tenant AND :permission = ANY (permissions)
                                           AND key NOT LIKE 'machine:%'
                                         ORDER BY built_in DESC, id LIMIT :most
                                        """)
                                .bind("tenant", tenant)
                                .bind("permission", permission.key())
                                .bind("most", MOST_ROLES)
                                .map((row, context) ->
                                        new NamedRole(row.getString(1), row.getString(2)))
                                .list());
        List<Member> people =
                members.withPermission(CorePermissions.ROLE_MANAGE, orgUnits.root().id()).stream()
                        .limit(MOST_PEOPLE)
                        .toList();
        return new Answer(roles, people);
    }

    /// The roles of her tenant that have any of the permissions, built-in ones first.
    ///
    /// @return by key of the permission; nothing for one that no role has
    public Map<String, List<NamedRole>> roles(Collection<Permission> permissions) {
        int tenant = TenantRunner.current().tenant().id();
        Map<String, List<NamedRole>> roles = new HashMap<>();
        database.inTransaction(handle -> {
            handle.createQuery(
                            """
                            SELECT wanted, r.key, r.name
                              FROM trunkline.role r, unnest(:permissions) AS wanted
                             WHERE r.tenant_id = :tenant AND wanted = ANY (r.permissions)
                               AND r.key NOT LIKE 'machine:%'
                             ORDER BY r.built_in DESC, r.id
                            """)
                    .bind("tenant", tenant)
                    .bindArray(
                            "permissions",
                            String.class,
                            permissions.stream().map(Permission::key).toList())
                    .map((row, context) ->
                            Map.entry(
                                    row.getString(1),
                                    new NamedRole(row.getString(2), row.getString(3))))
                    .forEach(one ->
                            roles.computeIfAbsent(one.getKey(), key -> new ArrayList<>())
                                    .add(one.getValue()));
            return true;
        });
        return roles;
    }
}
