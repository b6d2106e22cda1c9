package io.trunkline.pluginhost.internal.database;

import io.trunkline.tenancy.database.PluginDoor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// What a connection's process of the database learns by its first statements, and every one for
/// itself: tables with their indexes and policies, and the functions these call. A caller would
/// wait for it, and the callers of ten new connections for each other.
final class FirstStatements {

    /// In nobody's name: no tenant has this number.
    private static final String NOBODY = "0";

    /// Plans are made, and no row is looked for.
    private static final String TABLES =
            """
            SELECT format('SELECT FROM %I LIMIT 0', c.relname)
              FROM pg_class c
             WHERE c.relnamespace = to_regnamespace(current_schema()) AND c.relkind IN ('r', 'p')
               AND has_table_privilege(c.oid, 'SELECT')
             ORDER BY c.relname LIMIT 100
            """;

    private static final String FUNCTIONS =
            "SELECT trunkline.tenant(), trunkline.units(), trunkline.own()";

    private final String pass;
    private final List<String> statements = new ArrayList<>(List.of(FUNCTIONS));

    /// @param connection of the plugin's role, in auto-commit
    /// @param pass by which the role is let into tenants
    FirstStatements(Connection connection, String pass) throws SQLException {
        this.pass = pass;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                statements.add(row.getString(1));
            }
        }
    }

    /// Leaves nothing on the connection.
    ///
    /// @param connection as above
    void run(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement enter = connection.prepareStatement(PluginDoor.ENTER);
                Statement statement = connection.createStatement()) {
            List<String> told = List.of(pass, NOBODY, "{}", "", "0", "", "");
            for (int at = 0; at < told.size(); at++) {
                enter.setString(at + 1, told.get(at));
            }
            enter.execute();
            statement.execute(String.join("; ", statements));
            PluginDoor.commit(connection);
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
