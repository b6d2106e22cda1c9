package io.trunkline.testing.plugin;

import io.trunkline.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Looks at the plugin's schema from outside, and as the plugin's own role.
record PluginTables(TestedPlugin plugin) {

    /// Tables that lack row security, its enforcement, a policy, or `tenant_id` first in the key.
    List<String> unprotected() {
        return query(
                superuser(),
                """
                SELECT c.relname FROM pg_class c
                 WHERE c.relnamespace = '%s'::regnamespace AND c.relkind IN ('r', 'p')
                   AND c.relname NOT LIKE 'databasechangelog%%'
                   AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                            AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)
                            AND EXISTS (SELECT FROM pg_index x JOIN pg_attribute a
                                          ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
                                         WHERE x.indrelid = c.oid AND x.indisprimary
                                           AND a.attname = 'tenant_id'))
                """
                        .formatted(plugin.schema()));
    }

    List<String> names() {
        return query(
                superuser(),
                """
                SELECT tablename FROM pg_tables
                 WHERE schemaname = '%s' AND tablename NOT LIKE 'databasechangelog%%'
                """
                        .formatted(plugin.schema()));
    }

    List<String> tenantIds() {
        return query(superuser(), "SELECT id FROM trunkline.tenant");
    }

    /// How many rows of others the plugin's role sees in the table during a transaction of the
    /// tenant.
    List<String> foreignRows(String table, String tenantId) {
        return query(
                serving(),
                """
                SELECT set_config('trunkline.tenant', '%2$s', false), set_config('trunkline.own', '0', false);
                SELECT set_config('trunkline.units',
                       (SELECT array_agg(id)::text FROM shared.org_unit), false);
                SELECT count(*) FROM %1$s WHERE tenant_id <> %2$s
                """
                        .formatted(table, tenantId));
    }

    /// What the plugin's role reads without a tenant: an error's state, if all is well.
    String withoutTenant(String table) {
        try (Connection connection = serving();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT count(*) FROM " + table);
            return "rows";
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState());
        }
    }

    private Connection serving() {
        try {
            TestDatabase database = TestDatabase.shared();
            return database.dataSource(database.name() + "_" + plugin.schema()).getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException("the plugin's role cannot sign in", e);
        }
    }

    private static Connection superuser() {
        try {
            return TestDatabase.shared().superuser();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> query(Connection connection, String sql) {
        try (connection;
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            List<String> values = new ArrayList<>();
            while (rows) {
                values.clear();
                try (ResultSet row = statement.getResultSet()) {
                    while (row.next()) {
                        values.add(row.getString(1));
                    }
                }
                rows = statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
