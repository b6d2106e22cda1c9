package io.trunkline.tenancy.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Names of the database's roles. Roles belong to the whole cluster, so the database's name leads.
///
/// @param database the database's name: lower case letters, digits and underscores
public record DatabaseRoles(String database) {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_]{0,30}");

    public DatabaseRoles {
        if (!SHAPE.matcher(database).matches()) {
            throw new IllegalArgumentException(
                    "not a database name (lower case letters, digits, underscores): " + database);
        }
    }

    /// Those of the database the connection leads to.
    public static DatabaseRoles of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_database()")) {
            row.next();
            return new DatabaseRoles(row.getString(1));
        }
    }

    /// Owns core tables; no log-in.
    public String owner() {
        return database + "_owner";
    }

    /// Runs migrations by becoming an owner; creates the roles of plugins.
    public String migrator() {
        return database + "_migrator";
    }

    /// Serves requests.
    public String app() {
        return database + "_app";
    }

    /// Serves imports and other long work.
    public String worker() {
        return database + "_worker";
    }

    /// Owns look-up functions that read past row security; no log-in.
    public String search() {
        return database + "_search";
    }

    /// What every plugin's role may do beside its own tables; no log-in. The host grants it to each
    /// plugin's role.
    public String plugins() {
        return database + "_plugins";
    }

    /// The roles that serve core tables.
    public Set<String> serving() {
        return Set.of(app(), worker());
    }

    /// The names for change sets: `${owner}`, `${migrator}`, `${app}`, `${worker}`, `${search}`,
    /// `${plugins}`.
    public Map<String, String> parameters() {
        return Map.of(
                "owner", owner(),
                "migrator", migrator(),
                "app", app(),
                "worker", worker(),
                "search", search(),
                "plugins", plugins());
    }
}
