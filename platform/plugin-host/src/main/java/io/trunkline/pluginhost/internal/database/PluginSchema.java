package io.trunkline.pluginhost.internal.database;

import io.trunkline.tenancy.database.PluginDoor;
import io.trunkline.tenancy.database.RowSecurity;
import io.trunkline.tenancy.database.SchemaRules;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;

/// One plugin's schema, as the migrator sees it: made, opened to the plugin's role, checked.
final class PluginSchema {

    private final Connection migrator;
    private final PluginRoles roles;

    PluginSchema(Connection migrator, PluginRoles roles) {
        this.migrator = migrator;
        this.roles = roles;
    }

    /// Makes roles and schema where they are missing. Nodes that start together take turns, because
    /// two cannot make one role at once.
    void create() throws SQLException {
        String lock = "hashtextextended('trunkline roles " + roles.serving() + "', 0)";
        try (Statement statement = migrator.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + lock + ")");
            try {
                role(statement, roles.owner());
                role(statement, roles.serving());
                forgetSettings(statement);
                door();
                statement.execute(
                        "CREATE SCHEMA IF NOT EXISTS %s AUTHORIZATION %s"
                                .formatted(roles.schema(), roles.owner()));
            } finally {
                statement.execute("SELECT pg_advisory_unlock(" + lock + ")");
            }
        }
    }

    /// Makes the empty schema and its owner, with all that the plugin's owner may do elsewhere.
    void createTrial() throws SQLException {
        try (Statement statement = migrator.createStatement()) {
            role(statement, roles.trialOwner());
            statement.execute(
                    "CREATE SCHEMA %s AUTHORIZATION %s"
                            .formatted(roles.trialSchema(), roles.trialOwner()));
        }
    }

    /// Does nothing where there is none.
    void dropTrial() throws SQLException {
        try (Statement statement = migrator.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery(
                            "SELECT FROM pg_roles WHERE rolname = '" + roles.trialOwner() + "'")) {
                if (!found.next()) {
                    return;
                }
            }
            try {
                dropOwned(statement, roles.trialOwner());
            } finally {
                statement.execute("RESET ROLE");
            }
            statement.execute("DROP ROLE " + roles.trialOwner());
        }
    }

    /// Ends schema and roles, all or nothing, and what was said of the tables; as [#create()] in
    /// turns.
    void drop() throws SQLException {
        dropTrial();
        migrator.setAutoCommit(false);
        try (Statement statement = migrator.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '10s'");
            statement.execute(
                    "SELECT pg_advisory_xact_lock(hashtextextended('trunkline roles %s', 0))"
                            .formatted(roles.serving()));
            // The schema, and whatever else they left: default privileges, large objects.
            dropOwned(statement, roles.owner());
            dropOwned(statement, roles.serving());
            statement.execute("SET ROLE " + roles.platform().owner());
            PluginDoor.close(migrator, roles.serving());
            statement.execute(
                    "DELETE FROM trunkline.plugin_tables WHERE plugin_id = '%s'"
                            .formatted(roles.pluginId()));
            statement.execute("RESET ROLE");
            statement.execute("DROP ROLE " + roles.serving());
            statement.execute("DROP ROLE " + roles.owner());
            migrator.commit();
        } catch (SQLException e) {
            migrator.rollback();
            throw e;
        }
    }

    /// As the role itself, and it is left at that.
    private static void dropOwned(Statement statement, String role) throws SQLException {
        statement.execute("SET ROLE " + role);
        statement.execute("DROP OWNED BY " + role + " CASCADE");
    }

    private void role(Statement statement, String role) throws SQLException {
        statement.execute(
                """
                DO $$ BEGIN
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                        CREATE ROLE %1$s LOGIN;
                        GRANT %2$s TO %1$s;
                    END IF;
                END $$
                """
                        .formatted(role, roles.platform().plugins()));
        password(role);
    }

    /// Hashed here: the password itself is in no statement and no log of the server.
    private void password(String role) throws SQLException {
        migrator.unwrap(PGConnection.class)
                .alterUserPassword(role, roles.password(role).toCharArray(), "scram-sha-256");
    }

    private void door() throws SQLException {
        try (Statement role = migrator.createStatement()) {
            role.execute("SET ROLE " + roles.platform().owner());
            try {
                PluginDoor.open(migrator, roles.serving(), roles.pass());
            } finally {
                role.execute("RESET ROLE");
            }
        }
    }

    /// Takes back what the serving role changed of itself, as any role can.
    void restoreRole() throws SQLException {
        try (Statement statement = migrator.createStatement()) {
            password(roles.serving());
            forgetSettings(statement);
        }
    }

    /// What the serving role keeps for its sessions to come: its pool says all that holds there.
    private void forgetSettings(Statement statement) throws SQLException {
        statement.execute("ALTER ROLE " + roles.serving() + " RESET ALL");
        statement.execute(
                "ALTER ROLE %s IN DATABASE %s RESET ALL"
                        .formatted(roles.serving(), roles.platform().database()));
    }

    /// Writes the row policies and opens the tables to the plugin's role.
    ///
    /// @return the rules its tables break, in words
    List<String> secure() throws SQLException {
        return secure(roles.schema(), roles.owner());
    }

    /// The same for the empty schema.
    List<String> secureTrial() throws SQLException {
        return secure(roles.trialSchema(), roles.trialOwner());
    }

    private List<String> secure(String schema, String owner) throws SQLException {
        Set<String> serving = Set.of(roles.serving());
        RowSecurity.apply(migrator, schema, owner, RowSecurity.Flavour.PLUGIN, serving);
        return SchemaRules.violations(migrator, schema, owner, RowSecurity.Flavour.PLUGIN, serving);
    }
}
