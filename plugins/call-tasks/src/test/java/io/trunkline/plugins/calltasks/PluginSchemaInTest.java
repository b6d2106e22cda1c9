package io.trunkline.plugins.calltasks;

import io.trunkline.spi.RowScope;
import io.trunkline.spi.TenantSession;
import io.trunkline.tenancy.database.DatabaseRoles;
import io.trunkline.tenancy.database.Migrations;
import io.trunkline.tenancy.database.PluginDoor;
import io.trunkline.tenancy.database.RowSecurity;
import io.trunkline.tenancy.database.SchemaRules;
import io.trunkline.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;

/// The plugin's tables in a PostgreSQL of their own, under the row policies and as the role that
/// serves them, without the platform around.
final class PluginSchemaInTest {

    private static final String SCHEMA = "plugin_call_tasks";
    private static final String PASS = "a test";
    private static final int CONNECTIONS = 10;

    private final TestDatabase database;
    private final BlockingQueue<Connection> pool = new ArrayBlockingQueue<>(CONNECTIONS);

    private PluginSchemaInTest(TestDatabase database) {
        this.database = database;
    }

    static PluginSchemaInTest fresh() throws SQLException {
        PluginSchemaInTest schema = new PluginSchemaInTest(TestDatabase.fresh());
        schema.migrate();
        for (int i = 0; i < CONNECTIONS; i++) {
            Connection connection = schema.database.dataSource(schema.serving()).getConnection();
            connection.setAutoCommit(false);
            schema.pool.add(connection);
        }
        return schema;
    }

    Connection superuser() throws SQLException {
        Connection connection = database.superuser();
        connection.setSchema(SCHEMA);
        return connection;
    }

    /// As the platform does it: what the transaction may see is set first.
    <T> T inTransaction(TenantSession session, SqlCall<T> work) {
        Connection connection = take();
        try {
            try (PreparedStatement settings = connection.prepareStatement(PluginDoor.ENTER)) {
                settings.setString(1, PASS);
                settings.setString(2, String.valueOf(session.tenant().id()));
                settings.setString(3, array(session.scope()));
                settings.setString(4, "");
                settings.setString(5, "0");
                settings.setString(6, "");
                settings.setString(7, "");
                settings.execute();
            }
            T result = work.run(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            rollback(connection);
            throw new IllegalStateException(e);
        } catch (RuntimeException | Error e) {
            rollback(connection);
            throw e;
        } finally {
            pool.add(connection);
        }
    }

    List<String> brokenRules() throws SQLException {
        try (Connection connection = database.migrator()) {
            return SchemaRules.violations(
                    connection, SCHEMA, owner(), RowSecurity.Flavour.PLUGIN, Set.of(serving()));
        }
    }

    private void migrate() throws SQLException {
        ClassLoader loader = PluginSchemaInTest.class.getClassLoader();
        try (Connection migrator = database.migrator();
                Statement statement = migrator.createStatement()) {
            DatabaseRoles roles = DatabaseRoles.of(migrator);
            Migrations.run(
                    migrator, Migrations.Target.core(roles, "db/tenancy/changelog.yaml"), loader);
            for (String role : List.of(owner(), serving())) {
                statement.execute("CREATE ROLE " + role + " LOGIN");
                statement.execute("GRANT " + roles.plugins() + " TO " + role);
            }
            statement.execute("SET ROLE " + roles.owner());
            PluginDoor.open(migrator, serving(), PASS);
            statement.execute("RESET ROLE");
            statement.execute("ALTER ROLE " + serving() + " SET search_path = " + SCHEMA);
            statement.execute("CREATE SCHEMA " + SCHEMA + " AUTHORIZATION " + owner());
            Migrations.run(
                    migrator,
                    new Migrations.Target(SCHEMA, owner(), "db/changelog.yaml", Map.of()),
                    loader);
            RowSecurity.apply(
                    migrator, SCHEMA, owner(), RowSecurity.Flavour.PLUGIN, Set.of(serving()));
        }
    }

    private Connection take() {
        try {
            return pool.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String array(RowScope scope) {
        return scope.orgUnits().stream()
                .map(String::valueOf)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String owner() {
        return serving() + "_owner";
    }

    private String serving() {
        return database.name() + "_plugin_call_tasks";
    }

    @FunctionalInterface
    interface SqlCall<T> {
        T run(Connection connection) throws SQLException;
    }
}
