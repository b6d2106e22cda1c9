package io.trunkline.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// One database of the test server with the platform's roles and nothing else in it: no table until
/// someone migrates. Made by `db/bootstrap.sql` of tenancy, which has to be on the class path.
///
/// @param name the database's name, which leads the names of its roles
public record TestDatabase(String name) {

    /// Password of every role.
    public static final String PASSWORD = "testing";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String SCRIPT = "db/bootstrap.sql";

    /// A database of its own, for one test class or one test.
    public static TestDatabase fresh() {
        return ready("t%d_%d".formatted(ProcessHandle.current().pid(), NUMBER.incrementAndGet()));
    }

    /// The database that all Quarkus tests of this process share.
    public static TestDatabase shared() {
        return ready("trunkline");
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + TestPostgres.port() + "/" + name;
    }

    /// May do everything and sees everything: only for looking behind what is being tested.
    public Connection superuser() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "postgres");
    }

    public Connection migrator() throws SQLException {
        return DriverManager.getConnection(url(), name + "_migrator", PASSWORD);
    }

    /// As the role that serves requests.
    public Connection app() throws SQLException {
        return DriverManager.getConnection(url(), name + "_app", PASSWORD);
    }

    /// An unpooled data source of the role that serves requests.
    public DataSource appDataSource() {
        return dataSource(name + "_app");
    }

    /// An unpooled data source of the role for long work.
    public DataSource workerDataSource() {
        return dataSource(name + "_worker");
    }

    /// An unpooled data source of any role whose password is [#PASSWORD] (the server trusts all).
    public DataSource dataSource(String role) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(role);
        source.setPassword(PASSWORD);
        return source;
    }

    /// The configuration of a Quarkus application on this database.
    public Map<String, String> config() {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                url(),
                "quarkus.datasource.username",
                name + "_app",
                "quarkus.datasource.password",
                PASSWORD,
                "quarkus.datasource.worker.jdbc.url",
                url(),
                "quarkus.datasource.worker.username",
                name + "_worker",
                "quarkus.datasource.worker.password",
                PASSWORD,
                "trunkline.database.migrator.username",
                name + "_migrator",
                "trunkline.database.migrator.password",
                PASSWORD);
    }

    private static TestDatabase ready(String name) {
        TestDatabase database = new TestDatabase(name);
        try {
            createIfMissing(name);
            try (Connection connection = database.superuser();
                    Statement statement = connection.createStatement()) {
                statement.execute(bootstrap(name));
            }
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("the test database " + name + " was not made", e);
        }
    }

    private static void createIfMissing(String name) throws SQLException {
        String admin = "jdbc:postgresql://127.0.0.1:" + TestPostgres.port() + "/postgres";
        try (Connection connection = DriverManager.getConnection(admin, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery(
                            "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute(
                    "CREATE DATABASE \""
                            + name
                            + "\" ENCODING 'UTF8'"
                            + " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' TEMPLATE template0");
        }
    }

    private static String bootstrap(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream stream = loader.getResourceAsStream(SCRIPT)) {
            if (stream == null) {
                throw new IllegalStateException(
                        SCRIPT + " is not on the class path: the module under test needs tenancy");
            }
            String password = "'" + PASSWORD + "'";
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${database}", name)
                    .replace("${migrator_password}", password)
                    .replace("${app_password}", password)
                    .replace("${worker_password}", password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
