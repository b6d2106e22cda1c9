package io.trunkline.tenancy.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the catalogue says of one table. Text before the colon of the table's comment names its
/// marks, separated by commas: `platform`, `tenant-wide`, `append-only`, `by-column`.
///
/// @param tenantType type of the column `tenant_id`; null without one
/// @param unitNotNull whether `org_unit_id` refuses null; null without the column
/// @param ownerType type of the column `owner_id`, the member who owns a row; null without one
/// @param policies every policy as `name|permissive|command|roles|using|check`
record SchemaTable(
        String name,
        String owner,
        Set<String> marks,
        @Nullable String tenantType,
        boolean tenantNotNull,
        @Nullable Boolean unitNotNull,
        @Nullable String ownerType,
        boolean rowSecurity,
        boolean forced,
        List<String> policies) {

    /// May be without a tenant; core only.
    static final String PLATFORM = "platform";

    /// Not held to org units although it has a column for one.
    static final String TENANT_WIDE = "tenant-wide";

    /// Rows are added and read, never changed.
    static final String APPEND_ONLY = "append-only";

    /// Written in the columns that a migration grants, and no others.
    static final String BY_COLUMN = "by-column";

    private static final Set<String> LIQUIBASE =
            Set.of("databasechangelog", "databasechangeloglock");

    private static final String QUERY =
            """
            SELECT c.relname, pg_get_userbyid(c.relowner), obj_description(c.oid, 'pg_class'),
                   format_type(t.atttypid, t.atttypmod), coalesce(t.attnotnull, false), u.attnotnull,
                   c.relrowsecurity, c.relforcerowsecurity,
                   ARRAY(SELECT concat_ws('|', p.polname, p.polpermissive, p.polcmd, p.polroles::text,
                                          coalesce(pg_get_expr(p.polqual, p.polrelid), ''),
                                          coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''))
                           FROM pg_policy p WHERE p.polrelid = c.oid ORDER BY p.polname),
                   format_type(o.atttypid, o.atttypmod)
              FROM pg_class c
              LEFT JOIN pg_attribute t ON t.attrelid = c.oid AND t.attname = 'tenant_id' AND NOT t.attisdropped
              LEFT JOIN pg_attribute u ON u.attrelid = c.oid AND u.attname = 'org_unit_id' AND NOT u.attisdropped
              LEFT JOIN pg_attribute o ON o.attrelid = c.oid AND o.attname = 'owner_id' AND NOT o.attisdropped
             WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)
               AND c.relkind IN ('r', 'p')
             ORDER BY c.relname
            """;

    boolean has(String mark) {
        return marks.contains(mark);
    }

    boolean heldToUnits() {
        return unitNotNull != null && !has(TENANT_WIDE);
    }

    /// Whether who reaches only her own rows sees of it what she owns.
    boolean heldToOwner() {
        return heldToUnits() && ownerType != null;
    }

    /// Every table of the schema but Liquibase's own.
    static List<SchemaTable> of(Connection connection, String schema) throws SQLException {
        List<SchemaTable> tables = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (!LIQUIBASE.contains(row.getString(1))) {
                        tables.add(read(row));
                    }
                }
            }
        }
        return tables;
    }

    private static SchemaTable read(ResultSet row) throws SQLException {
        boolean unitNotNull = row.getBoolean(6);
        Boolean unit = row.wasNull() ? null : Boolean.valueOf(unitNotNull);
        String[] policies = (String[]) row.getArray(9).getArray();
        return new SchemaTable(
                row.getString(1),
                row.getString(2),
                marks(row.getString(3)),
                row.getString(4),
                row.getBoolean(5),
                unit,
                row.getString(10),
                row.getBoolean(7),
                row.getBoolean(8),
                List.of(policies));
    }

    private static Set<String> marks(@Nullable String comment) {
        if (comment == null || comment.indexOf(':') < 0) {
            return Set.of();
        }
        return Arrays.stream(comment.substring(0, comment.indexOf(':')).split(",", -1))
                .map(mark -> mark.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
