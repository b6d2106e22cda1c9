package io.trunkline.standalone;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// One way into the platform's database.
///
/// @param url JDBC URL
public record DatabaseLogin(String url, String username, String password) {

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, username, password);
    }
}
