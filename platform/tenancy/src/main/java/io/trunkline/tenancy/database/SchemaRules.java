package io.trunkline.tenancy.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Checks a schema against the rules that keep tenants apart and the schema ready to be spread over
/// several databases. The plugin host refuses a plugin that breaks one; a test does so for the
/// core.
public final class SchemaRules {

    private record Query(String sql, String sentence) {}

    /// Each finds what breaks a rule; its columns fill the sentence.
    private static final List<Query> QUERIES =
            List.of(
                    new Query(
                            """
                            SELECT c.relname FROM pg_class c
                             WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?) AND c.relkind IN ('m', 'f')
                            """,
                            "%s is a materialized view or foreign table: row security cannot hold it"),
                    new Query(
                            """
                            SELECT c.relname, i.relname FROM pg_index x
                              JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
                              JOIN pg_attribute t ON t.attrelid = c.oid AND t.attname = 'tenant_id'
                             WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?) AND NOT t.attisdropped
                               AND x.indkey[0] <> t.attnum
                             ORDER BY 1, 2
                            """,
                            "table %s: index or key %s does not begin with tenant_id"),
                    new Query(
                            """
                            SELECT c.relname FROM pg_class c
                             WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?) AND c.relkind IN ('r', 'p')
                               AND c.relname NOT IN ('databasechangelog', 'databasechangeloglock')
                               AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p')
                             ORDER BY 1
                            """,
                            "table %s has no primary key"),
                    new Query(
                            """
                            SELECT c.relname, k.conname FROM pg_constraint k
                              JOIN pg_class c ON c.oid = k.conrelid
                              LEFT JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
                              LEFT JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
                             WHERE k.connamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?) AND k.contype = 'f'
                               AND (a.attname <> 'tenant_id'
                                    OR NOT (b.attname = 'tenant_id' OR EXISTS (
                                        SELECT FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace
                                         WHERE r.oid = k.confrelid AND r.relname = 'tenant' AND n.nspname = 'trunkline')))
                             ORDER BY 1, 2
                            """,
                            "table %s: foreign key %s does not begin with tenant_id on both sides"),
                    new Query(
                            """
                            SELECT c.relname, k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
                             WHERE k.connamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?) AND k.contype = 'f'
                               AND (k.confdeltype IN ('n', 'd') OR k.confupdtype <> 'a') ORDER BY 1, 2
                            """,
                            "table %s: foreign key %s sets or updates columns: tenant_id is never changed"),
                    new Query(
                            """
                            SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                             WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?) AND NOT t.tgisinternal ORDER BY 1, 2
                            """,
                            "table %s has the trigger %s: triggers are not allowed"));

    private static final String TOO_STRONG =
            """
            SELECT r.rolname FROM pg_roles r
             WHERE r.rolname = ?
               AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR pg_has_role(r.oid, ?, 'SET'))
            """;

    private SchemaRules() {}

    /// @param connection of a role that may read the catalogue; any role may
    /// @param owner the role that must own every table
    /// @param serving roles that read and write rows; they must own nothing and stand under row
    ///   security
    /// @return one sentence for each broken rule, naming the table; empty when all hold
    public static List<String> violations(
            Connection connection,
            String schema,
            String owner,
            RowSecurity.Flavour flavour,
            Collection<String> serving)
            throws SQLException {
        List<String> found = new ArrayList<>();
        for (SchemaTable table : SchemaTable.of(connection, schema)) {
            checkTable(table, owner, flavour, found);
        }
        for (Query query : QUERIES) {
            ask(connection, query, schema, found);
        }
        if (flavour == RowSecurity.Flavour.PLUGIN) {
            PluginRules.check(connection, schema, owner, serving, found);
        }
        for (String role : serving) {
            checkRole(connection, role, owner, found);
        }
        return List.copyOf(found);
    }

    private static void checkTable(
            SchemaTable table, String owner, RowSecurity.Flavour flavour, List<String> found) {
        String name = "table " + table.name();
        if (!table.owner().equals(owner)) {
            found.add(name + " belongs to " + table.owner() + ", expected " + owner);
        }
        boolean platform = table.has(SchemaTable.PLATFORM) && flavour == RowSecurity.Flavour.CORE;
        if (table.tenantType() == null) {
            if (!platform) {
                found.add(name + " has no column tenant_id");
                return;
            }
        } else if (!table.tenantType().equals("integer") || !table.tenantNotNull()) {
            found.add(name + ": tenant_id must be int NOT NULL");
        }
        if (table.heldToUnits() && Boolean.FALSE.equals(table.unitNotNull())) {
            found.add(name + ": org_unit_id must be NOT NULL, or its rows are seen by nobody");
        }
        if (table.heldToOwner() && !"bigint".equals(table.ownerType())) {
            found.add(name + ": owner_id must be bigint, the id of a member");
        }
        if (!RowSecurity.needsPolicy(table)) {
            return;
        }
        if (!table.rowSecurity() || !table.forced()) {
            found.add(name + ": row security is not enabled and forced");
        }
        if (!table.policies().equals(RowSecurity.expectedPolicies(table, flavour))) {
            found.add(
                    name
                            + (table.policies().isEmpty()
                                    ? " has no row policy"
                                    : " has other row policies than the platform's: "
                                            + table.policies()));
        }
    }

    private static void ask(Connection connection, Query query, String schema, List<String> found)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    Object[] names = new Object[columns];
                    for (int column = 0; column < columns; column++) {
                        names[column] = row.getString(column + 1);
                    }
                    found.add(String.format(query.sentence(), names));
                }
            }
        }
    }

    private static void checkRole(
            Connection connection, String role, String owner, List<String> found)
            throws SQLException {
        if (role.equals(owner)) {
            found.add("role " + role + " owns what it serves");
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(TOO_STRONG)) {
            statement.setString(1, role);
            statement.setString(2, owner);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    found.add("role " + role + " could get around row security");
                }
            }
        }
    }
}
