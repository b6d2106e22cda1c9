package io.trunkline.tenancy.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// Opens connections of the migrator's role: for migrations, row policies, the roles and schemas of
/// plugins and new tenants, and for nothing that serves a request. Not pooled.
///
/// @param url JDBC URL of the platform's database
public record MigratorConnections(String url, String username, String password) {

    /// @return a connection in auto-commit; the caller closes it
    public Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection(url, username, password);
        endWithProcess(connection);
        return connection;
    }

    /// Lets the database notice within seconds that this process is gone. Else a statement that
    /// waits for a lock or builds an index goes on for whoever was killed, and keeps others from
    /// doing the same.
    public static void endWithProcess(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET client_connection_check_interval = '1s'; SET tcp_keepalives_idle = 10;"
                            + " SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return "MigratorConnections[" + username + "]";
    }
}
