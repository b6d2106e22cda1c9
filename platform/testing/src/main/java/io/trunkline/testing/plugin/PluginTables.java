package io.trunkline.testing.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.testing.TestDatabase;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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
        String units =
                query(
                                superuser(),
                                "SELECT array_agg(id)::text FROM trunkline.org_unit WHERE tenant_id = "
                                        + tenantId)
                        .getFirst();
        return query(
                serving(),
                """
                SELECT trunkline.enter('%3$s', '%2$s', '%4$s', '', '0', '', '');
                SELECT count(*) FROM %5$s.%1$s WHERE tenant_id <> %2$s
                """
                        .formatted(table, tenantId, pass(), units, plugin.schema()));
    }

    /// As the platform of these tests derives it: `PluginDoor` says how.
    private String pass() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(TestDatabase.PASSWORD.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(("door " + role()).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String role() {
        return TestDatabase.shared().name() + "_" + plugin.schema();
    }

    /// What the plugin's role reads without a tenant: an error's state, if all is well.
    String withoutTenant(String table) {
        try (Connection connection = serving();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT count(*) FROM " + plugin.schema() + "." + table);
            return "rows";
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState());
        }
    }

    private Connection serving() {
        try {
            return TestDatabase.shared().dataSource(role()).getConnection();
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
