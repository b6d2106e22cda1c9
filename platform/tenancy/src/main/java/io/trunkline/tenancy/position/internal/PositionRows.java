package io.trunkline.tenancy.position.internal;

import io.trunkline.tenancy.position.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// The rows of one tenant's positions, and the roles their holders have by them.
public final class PositionRows {

    private static final String QUERY =
            """
            SELECT p.id, p.key, p.name, p.version,
                   ARRAY(SELECT pr.role_id FROM trunkline.position_role pr
                          WHERE pr.tenant_id = :tenant AND pr.position_id = p.id ORDER BY pr.role_id) AS roles,
                   (SELECT count(*) FROM trunkline.member m
                     WHERE m.tenant_id = :tenant AND m.position_id = p.id) AS members
              FROM trunkline.position p WHERE p.tenant_id = :tenant
            """;

    private final Handle handle;
    private final int tenant;

    public PositionRows(Handle handle, int tenant) {
        this.handle = handle;
        this.tenant = tenant;
    }

    public List<Position> all() {
        return handle.createQuery(QUERY + " ORDER BY p.name, p.id")
                .bind("tenant", tenant)
                .map((row, context) -> read(row))
                .list();
    }

    public Optional<Position> find(long id) {
        return handle.createQuery(QUERY + " AND p.id = :id")
                .bind("tenant", tenant)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    /// Holds the position until the transaction ends: nobody gives or takes its roles meanwhile.
    public Optional<Position> lock(long id) {
        handle.createQuery(
                        "SELECT id FROM trunkline.position WHERE tenant_id = :tenant AND id = :id FOR UPDATE")
                .bind("tenant", tenant)
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
        return find(id);
    }

    /// @return false when the key is another's, also of one that is being made at this moment
    public boolean insert(long id, String key, String name) {
        return update(
                                """
                                INSERT INTO trunkline.position (tenant_id, id, key, name)
                                VALUES (:tenant, :id, :key, :name)
                                ON CONFLICT (tenant_id, key) DO NOTHING
                                """,
                                id)
                        .bind("key", key)
                        .bind("name", name)
                        .execute()
                == 1;
    }

    public void rename(long id, String name) {
        update(
                        """
                        UPDATE trunkline.position SET name = :name, version = version + 1
                         WHERE tenant_id = :tenant AND id = :id
                        """,
                        id)
                .bind("name", name)
                .execute();
    }

    /// @return how many of the roles exist
    public int setRoles(long id, Collection<Long> roleIds) {
        update(
                        """
                        DELETE FROM trunkline.position_role
                         WHERE tenant_id = :tenant AND position_id = :id AND role_id <> ALL (:roles)
                        """,
                        id)
                .bindArray("roles", Long.class, roleIds)
                .execute();
        update(
                        """
                        INSERT INTO trunkline.position_role (tenant_id, position_id, role_id)
                        SELECT :tenant, :id, r.id FROM trunkline.role r
                         WHERE r.tenant_id = :tenant AND r.id = ANY (:roles)
                        ON CONFLICT DO NOTHING
                        """,
                        id)
                .bindArray("roles", Long.class, roleIds)
                .execute();
        return find(id).orElseThrow().roleIds().size();
    }

    /// Everyone who holds the position has its roles, and no other by it.
    public void giveToHolders(long id) {
        update(
                        """
                        DELETE FROM trunkline.member_role mr USING trunkline.member m
                         WHERE mr.tenant_id = :tenant AND m.tenant_id = :tenant AND m.id = mr.member_id
                           AND m.position_id = :id AND mr.by_position
                           AND NOT EXISTS (SELECT FROM trunkline.position_role pr
                                            WHERE pr.tenant_id = :tenant AND pr.position_id = :id
                                              AND pr.role_id = mr.role_id)
                        """,
                        id)
                .execute();
        update(
                        """
                        INSERT INTO trunkline.member_role (tenant_id, member_id, role_id, by_position)
                        SELECT :tenant, m.id, pr.role_id, true
                          FROM trunkline.member m
                          JOIN trunkline.position_role pr ON pr.tenant_id = :tenant AND pr.position_id = :id
                         WHERE m.tenant_id = :tenant AND m.position_id = :id
                        ON CONFLICT DO NOTHING
                        """,
                        id)
                .execute();
    }

    /// Who holds the position, with the keys of all her roles as JSON.
    public Map<Long, String> holders(long id) {
        Map<Long, String> holders = new LinkedHashMap<>();
        handle.createQuery(
                        """
                        SELECT m.id, jsonb_build_object('roles', ARRAY(
                                   SELECT r.key FROM trunkline.member_role mr
                                     JOIN trunkline.role r ON r.tenant_id = mr.tenant_id AND r.id = mr.role_id
                                    WHERE mr.tenant_id = m.tenant_id AND mr.member_id = m.id ORDER BY r.key)) AS held
                          FROM trunkline.member m
                         WHERE m.tenant_id = :tenant AND m.position_id = :id ORDER BY m.id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .map((row, context) -> Map.entry(row.getLong("id"), row.getString("held")))
                .forEach(holder -> holders.put(holder.getKey(), holder.getValue()));
        return holders;
    }

    public void delete(long id) {
        update(
                        "DELETE FROM trunkline.position_role WHERE tenant_id = :tenant AND position_id = :id",
                        id)
                .execute();
        update("DELETE FROM trunkline.position WHERE tenant_id = :tenant AND id = :id", id)
                .execute();
    }

    public String snapshot(long id) {
        return handle.createQuery(
                        """
                        SELECT to_jsonb(p) - 'tenant_id' || jsonb_build_object('roles',
                               ARRAY(SELECT r.key FROM trunkline.position_role pr
                                       JOIN trunkline.role r ON r.tenant_id = pr.tenant_id AND r.id = pr.role_id
                                      WHERE pr.tenant_id = :tenant AND pr.position_id = :id ORDER BY r.key))
                          FROM trunkline.position p WHERE p.tenant_id = :tenant AND p.id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .mapTo(String.class)
                .one();
    }

    private Update update(String sql, long id) {
        return handle.createUpdate(sql).bind("tenant", tenant).bind("id", id);
    }

    private static Position read(ResultSet row) throws SQLException {
        return new Position(
                row.getLong("id"),
                row.getString("key"),
                row.getString("name"),
                List.of((Long[]) row.getArray("roles").getArray()),
                row.getInt("members"),
                row.getInt("version"));
    }
}
