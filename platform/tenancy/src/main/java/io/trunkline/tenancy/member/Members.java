package io.trunkline.tenancy.member;

import io.trunkline.spi.Member;
import io.trunkline.spi.Permission;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.StatementContext;

/// The current tenant's members, as those see them who work with them. Names of colleagues are
/// tenant-wide: they are not held to the caller's org units. Someone who has yet to agree to belong
/// to the tenant is not active here.
@ApplicationScoped
public class Members {

    private static final int MOST = 1_000;

    private static final String BY_ID =
            """
            SELECT id, username, display_name, org_unit_id, present FROM trunkline.member
             WHERE tenant_id = :tenant AND id = ANY (:ids)
             ORDER BY display_name, id
            """;

    private static final String WITH_PERMISSION =
            """
            SELECT m.id, m.username, m.display_name, m.org_unit_id, m.present FROM trunkline.member m
             WHERE m.tenant_id = :tenant AND m.present AND NOT m.machine AND m.org_unit_id = ANY (:units)
               AND EXISTS (SELECT FROM trunkline.member_role mr
                             JOIN trunkline.role r ON r.tenant_id = mr.tenant_id AND r.id = mr.role_id
                            WHERE mr.tenant_id = m.tenant_id AND mr.member_id = m.id
                              AND :permission = ANY (r.permissions))
             ORDER BY m.display_name, m.id
            """;

    private final TenantDatabase database;
    private final OrgUnits orgUnits;

    @Inject
    public Members(TenantDatabase database, OrgUnits orgUnits) {
        this.database = database;
        this.orgUnits = orgUnits;
    }

    public Optional<Member> find(long id) {
        return findAll(List.of(id)).stream().findFirst();
    }

    /// @param ids at most 1,000
    /// @return those found, by name
    public List<Member> findAll(Collection<Long> ids) {
        if (ids.size() > MOST) {
            throw new IllegalArgumentException("at most 1,000 members at once, not " + ids.size());
        }
        if (ids.isEmpty()) {
            return List.of();
        }
        int tenant = TenantRunner.current().tenant().id();
        return database.inTransaction(handle ->
                handle.createQuery(BY_ID)
                        .bind("tenant", tenant)
                        .bindArray("ids", Long.class, List.copyOf(ids))
                        .map(Members::read)
                        .list());
    }

    /// Members who work in the unit and below whose roles grant the permission, by name.
    public List<Member> withPermission(Permission permission, long orgUnitId) {
        Set<Long> units = orgUnits.withDescendants(orgUnitId);
        int tenant = TenantRunner.current().tenant().id();
        return database.inTransaction(handle ->
                handle.createQuery(WITH_PERMISSION)
                        .bind("tenant", tenant)
                        .bindArray("units", Long.class, units)
                        .bind("permission", permission.key())
                        .map(Members::read)
                        .list());
    }

    private static Member read(ResultSet row, StatementContext context) throws SQLException {
        return new Member(
                row.getLong("id"),
                row.getString("username"),
                row.getString("display_name"),
                row.getLong("org_unit_id"),
                row.getBoolean("present"));
    }
}
