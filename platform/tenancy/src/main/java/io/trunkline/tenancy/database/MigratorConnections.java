package io.trunkline.tenancy.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Opens connections of the migrator's role: for migrations, row policies, the roles and schemas of
/// plugins and new tenants, and for nothing that serves a request. Not pooled.
///
/// @param url JDBC URL of the platform's database
public record MigratorConnections(String url, String username, String password) {

    /// @return a connection in auto-commit; the caller closes it
    public Connection open() throws SQLException {
        return DriverManager.getConnection(url, username, password);
    }

    @Override
    public String toString() {
        return "MigratorConnections[" + username + "]";
    }
}
