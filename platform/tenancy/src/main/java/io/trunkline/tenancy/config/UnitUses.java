package io.trunkline.tenancy.config;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What rows name an org unit, found through the catalogue, so that tables to come count too: every
/// foreign key to it, and every column `org_unit_id` of a plugin.
final class UnitUses {

    private static final String PLACES =
            """
            SELECT n.nspname AS schema, c.relname AS name, a.attname AS column,
                   pg_get_userbyid(c.relowner) AS owner
              FROM pg_constraint k
              JOIN pg_class c ON c.oid = k.conrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[2]
             WHERE k.contype = 'f' AND k.confrelid = 'trunkline.org_unit'::regclass
               AND c.relname NOT IN ('org_unit', 'member')
            UNION
            SELECT n.nspname, c.relname, a.attname, pg_get_userbyid(c.relowner)
              FROM pg_attribute a
              JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname LIKE 'plugin\\_%' AND a.attname = 'org_unit_id' AND NOT a.attisdropped
             ORDER BY 1, 2, 3
            """;

    private final Handle handle;
    private final int tenant;

    UnitUses(Handle handle, int tenant) {
        this.handle = handle;
        this.tenant = tenant;
    }

    private record Place(String schema, String name, String column, String owner) {}

    /// For example `customer: 12`, `plugin_call_tasks.call_task: 3`.
    List<String> of(long unit) {
        String owner = handle.createQuery("SELECT current_user").mapTo(String.class).one();
        List<Place> places =
                handle.createQuery(PLACES)
                        .map((row, context) ->
                                new Place(
                                        row.getString("schema"),
                                        row.getString("name"),
                                        row.getString("column"),
                                        row.getString("owner")))
                        .list();
        handle.createQuery("SELECT set_config('trunkline.units', :units, true)")
                .bind("units", "{" + unit + "}")
                .mapTo(String.class)
                .one();
        List<String> uses = new ArrayList<>();
        for (Place place : places) {
            handle.execute("SET LOCAL ROLE \"" + place.owner() + '"');
            long rows = count(place, unit);
            if (rows > 0) {
                boolean core = place.schema().equals("trunkline");
                uses.add((core ? "" : place.schema() + ".") + place.name() + ": " + rows);
            }
        }
        handle.execute("SET LOCAL ROLE \"" + owner + '"');
        return uses;
    }

    /// Positions that bring the role.
    List<String> ofRole(long role) {
        return handle.createQuery(
                        """
                        SELECT 'position/' || p.key FROM trunkline.position_role pr
                          JOIN trunkline.position p ON p.tenant_id = pr.tenant_id AND p.id = pr.position_id
                         WHERE pr.tenant_id = :tenant AND pr.role_id = :role ORDER BY 1
                        """)
                .bind("tenant", tenant)
                .bind("role", role)
                .mapTo(String.class)
                .list();
    }

    private long count(Place place, long unit) {
        return handle.createQuery(
                        "SELECT count(*) FROM \"%s\".\"%s\" WHERE tenant_id = :tenant AND \"%s\" = :unit"
                                .formatted(place.schema(), place.name(), place.column()))
                .bind("tenant", tenant)
                .bind("unit", unit)
                .mapTo(long.class)
                .one();
    }
}
