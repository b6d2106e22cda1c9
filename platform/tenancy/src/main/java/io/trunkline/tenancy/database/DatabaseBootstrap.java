package io.trunkline.tenancy.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Makes a fresh database ready for the platform: roles, schemas, who may what. Idempotent; the one
/// thing that needs a superuser.
public final class DatabaseBootstrap {

    private static final String SCRIPT = "/db/bootstrap.sql";

    private DatabaseBootstrap() {}

    /// Passwords of the roles that log in; any characters.
    public record Passwords(String migrator, String app, String worker) {}

    /// Creates the database if there is none of that name.
    ///
    /// @param superuser a connection to any database of the cluster, in auto-commit
    public static void createDatabase(Connection superuser, String name) throws SQLException {
        DatabaseRoles roles = new DatabaseRoles(name);
        try (Statement statement = superuser.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery(
                            "SELECT 1 FROM pg_database WHERE datname = '"
                                    + roles.database()
                                    + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute(
                    "CREATE DATABASE \""
                            + roles.database()
                            + "\" ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
                            + " TEMPLATE template0");
        }
    }

    /// @param superuser a connection to the platform's own database
    public static void run(Connection superuser, Passwords passwords) throws SQLException {
        String script =
                script().replace("${database}", DatabaseRoles.of(superuser).database())
                        .replace("${migrator_password}", literal(passwords.migrator()))
                        .replace("${app_password}", literal(passwords.app()))
                        .replace("${worker_password}", literal(passwords.worker()));
        try (Statement statement = superuser.createStatement()) {
            statement.execute(script);
        }
    }

    private static String script() {
        try (InputStream stream = DatabaseBootstrap.class.getResourceAsStream(SCRIPT)) {
            if (stream == null) {
                throw new IllegalStateException(SCRIPT + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
