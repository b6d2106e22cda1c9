package io.trunkline.tenancy.orgunit.internal;

import io.trunkline.spi.OrgUnit;
import io.trunkline.tenancy.orgunit.UnitRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rows of one tenant's tree.
public final class UnitRows {

    private static final String UNITS =
            """
            SELECT u.id, u.parent_id, u.kind, u.name, u.aliases, u.position, u.version,
                   (SELECT count(*) FROM trunkline.member m
                     WHERE m.tenant_id = :tenant AND m.org_unit_id = u.id AND m.state = 'active' AND NOT m.machine) AS members
              FROM trunkline.org_unit u
             WHERE u.tenant_id = :tenant
            """;

    private final Handle handle;
    private final int tenant;

    public UnitRows(Handle handle, int tenant) {
        this.handle = handle;
        this.tenant = tenant;
    }

    /// Every edit of a tree takes its turn here: what one checks, another cannot change meanwhile.
    public void lock() {
        handle.createQuery(
                        """
                        SELECT id FROM trunkline.org_unit
                         WHERE tenant_id = :tenant AND parent_id IS NULL FOR UPDATE
                        """)
                .bind("tenant", tenant)
                .mapTo(Long.class)
                .one();
    }

    /// Parents before children, siblings in their order.
    public List<UnitRecord> open() {
        List<UnitRecord> rows =
                handle.createQuery(UNITS + " AND u.closed_at IS NULL ORDER BY u.position, u.id")
                        .bind("tenant", tenant)
                        .map((row, context) -> read(row))
                        .list();
        List<UnitRecord> ordered = new ArrayList<>(rows.size());
        addBelow(null, rows, ordered);
        return ordered;
    }

    public Optional<UnitRecord> find(long id) {
        return open().stream().filter(unit -> unit.id() == id).findFirst();
    }

    /// Also one that is closed.
    public Optional<UnitRecord> findEver(long id) {
        return handle.createQuery(UNITS + " AND u.id = :id")
                .bind("tenant", tenant)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    public void insert(long id, long parent, OrgUnit.Kind kind, String name, List<String> aliases) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.org_unit (tenant_id, id, parent_id, kind, name, aliases, position)
                        SELECT :tenant, :id, :parent, :kind, :name, :aliases, coalesce(max(position) + 1, 0)
                          FROM trunkline.org_unit WHERE tenant_id = :tenant AND parent_id = :parent
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("parent", parent)
                .bind("kind", kind.name().toLowerCase(Locale.ROOT))
                .bind("name", name)
                .bindArray("aliases", String.class, aliases)
                .execute();
    }

    public void rename(long id, String name, List<String> aliases) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.org_unit SET name = :name, aliases = :aliases, version = version + 1
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("name", name)
                .bindArray("aliases", String.class, aliases)
                .execute();
    }

    /// Puts a unit into a place among the children of another; the others close up.
    public void place(long id, long parent, int position) {
        List<Long> siblings =
                new ArrayList<>(
                        open().stream()
                                .filter(unit ->
                                        Objects.equals(unit.unit().parentId(), parent)
                                                && unit.id() != id)
                                .map(UnitRecord::id)
                                .toList());
        siblings.add(Math.clamp(position, 0, siblings.size()), id);
        handle.createUpdate(
                        """
                        UPDATE trunkline.org_unit SET parent_id = :parent, version = version + 1
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("parent", parent)
                .execute();
        handle.createUpdate(
                        """
                        UPDATE trunkline.org_unit u SET position = s.place - 1
                          FROM unnest(:siblings) WITH ORDINALITY AS s (id, place)
                         WHERE u.tenant_id = :tenant AND u.id = s.id AND u.position <> s.place - 1
                        """)
                .bind("tenant", tenant)
                .bindArray("siblings", Long.class, siblings)
                .execute();
    }

    public void close(long id) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.org_unit SET closed_at = now(), version = version + 1
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .execute();
    }

    public void reopen(long id) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.org_unit SET closed_at = NULL, version = version + 1
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .execute();
    }

    /// Members of the very unit, disabled ones included.
    public long members(long id) {
        return handle.createQuery(
                        """
                        SELECT count(*) FROM trunkline.member
                         WHERE tenant_id = :tenant AND org_unit_id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .mapTo(Long.class)
                .one();
    }

    /// The unit as JSON, for the audit.
    public String snapshot(long id) {
        return handle.createQuery(
                        """
                        SELECT to_jsonb(u) - 'tenant_id' FROM trunkline.org_unit u
                         WHERE u.tenant_id = :tenant AND u.id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .mapTo(String.class)
                .one();
    }

    private static void addBelow(
            @Nullable Long parent, List<UnitRecord> rows, List<UnitRecord> ordered) {
        for (UnitRecord row : rows) {
            if (Objects.equals(row.unit().parentId(), parent)) {
                ordered.add(row);
                addBelow(row.id(), rows, ordered);
            }
        }
    }

    private static UnitRecord read(ResultSet row) throws SQLException {
        long parent = row.getLong("parent_id");
        Long parentId = row.wasNull() ? null : Long.valueOf(parent);
        return new UnitRecord(
                new OrgUnit(
                        row.getLong("id"),
                        parentId,
                        OrgUnit.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("name")),
                List.of((String[]) row.getArray("aliases").getArray()),
                row.getInt("position"),
                row.getInt("members"),
                row.getInt("version"));
    }
}
