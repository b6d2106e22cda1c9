package io.trunkline.tenancy.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.tenancy.Installation;
import io.trunkline.testing.TestDatabase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two that migrate one schema, and what one of them leaves behind when it is killed.
final class KilledMigrationTest {

    private static final String SCHEMA = "killed";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Installation installation;
    private String owner;

    @BeforeEach
    void makeSchema() throws SQLException {
        installation = Installation.empty();
        owner = installation.database().name() + "_killed_owner";
        installation.asSuperuser(
                """
                CREATE ROLE "%1$s"; GRANT "%1$s" TO "%2$s_migrator";
                CREATE SCHEMA killed AUTHORIZATION "%1$s"; SET ROLE "%1$s";
                CREATE TABLE killed.t (tenant_id int, name text);
                INSERT INTO killed.t VALUES (1, 'twice'), (1, 'twice')
                """
                        .formatted(owner, installation.database().name()));
    }

    /// Who waits for her turn holds no snapshot: an index that is built concurrently would wait for
    /// that, and both for ever, which PostgreSQL ends by failing one.
    @Test
    void whoWaitsKeepsNoIndexFromBeingBuilt() throws Exception {
        ClassLoader changes = changes("CREATE INDEX CONCURRENTLY t_name ON t (tenant_id, name)");
        try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
            Future<?> first;
            Future<?> second;
            try (Connection writer = installation.database().superuser();
                    Statement statement = writer.createStatement()) {
                writer.setAutoCommit(false);
                statement.execute("LOCK TABLE killed.t IN ROW EXCLUSIVE MODE");
                first = nodes.submit(() -> migrate(changes));
                await(
                        "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'CREATE INDEX%'");
                second = nodes.submit(() -> migrate(changes));
                // Longer than PostgreSQL waits before it looks for those who wait for each other.
                Thread.sleep(1_500);
                writer.rollback();
            }
            first.get();
            second.get();
        }
        assertEquals(
                "t",
                one(
                        "SELECT indisvalid FROM pg_index WHERE indexrelid = 'killed.t_name'::regclass"));
    }

    @Test
    void anIndexThatWasNotFinishedIsBuiltAnew() throws Exception {
        assertThrows(
                SQLException.class,
                () ->
                        installation.asSuperuser(
                                "CREATE UNIQUE INDEX CONCURRENTLY t_name ON killed.t (tenant_id, name)"));
        assertEquals(
                "f",
                one(
                        "SELECT indisvalid FROM pg_index WHERE indexrelid = 'killed.t_name'::regclass"));
        installation.asSuperuser("ALTER INDEX killed.t_name OWNER TO \"" + owner + "\"");
        migrate(changes("CREATE INDEX CONCURRENTLY IF NOT EXISTS t_name ON t (tenant_id, name)"));
        assertEquals(
                "t",
                one(
                        "SELECT indisvalid FROM pg_index WHERE indexrelid = 'killed.t_name'::regclass"));
    }

    @Test
    void aStatementEndsSoonAfterWhoeverWaitsForIt() throws Exception {
        TestDatabase database = installation.database();
        MigratorConnections connections =
                new MigratorConnections(
                        database.url(), database.name() + "_migrator", TestDatabase.PASSWORD);
        String waiting =
                "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'LOCK TABLE killed.t IN ACC%'";
        try (Connection holder = database.superuser();
                Statement hold = holder.createStatement();
                ExecutorService node = Executors.newSingleThreadExecutor()) {
            holder.setAutoCommit(false);
            hold.execute("LOCK TABLE killed.t IN ROW EXCLUSIVE MODE");
            Connection killed = connections.open();
            Future<?> lock =
                    node.submit(() -> {
                        try (Statement statement = killed.createStatement()) {
                            statement.execute("SET ROLE \"" + owner + "\"");
                            killed.setAutoCommit(false);
                            return statement.execute(
                                    "LOCK TABLE killed.t IN ACCESS EXCLUSIVE MODE");
                        }
                    });
            await(waiting);
            killed.abort(Runnable::run);
            assertThrows(ExecutionException.class, lock::get);
            await("SELECT WHERE NOT EXISTS (" + waiting + ")");
        }
    }

    @Test
    void aTurnIsNotWaitedForLongerThanOneWants() throws Exception {
        try (Connection first = installation.database().migrator();
                Connection second = installation.database().migrator()) {
            Turn turn = Turn.take(first, "the tables");
            assertEquals(Optional.empty(), Turn.take(second, "the tables", Duration.ofMillis(250)));
            turn.close();
            Turn.take(second, "the tables", Duration.ZERO).orElseThrow().close();
        }
    }

    private boolean migrate(ClassLoader changes) throws SQLException {
        try (Connection migrator = installation.database().migrator()) {
            Migrations.run(
                    migrator,
                    new Migrations.Target(SCHEMA, owner, "changelog.sql", Map.of()),
                    changes);
            return true;
        }
    }

    private static ClassLoader changes(String sql) throws IOException {
        Path folder = Files.createTempDirectory("changes");
        Files.writeString(
                folder.resolve("changelog.sql"),
                "--liquibase formatted sql\n\n--changeset t:index runInTransaction:false\n"
                        + sql
                        + ";\n");
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
    }

    private void await(String found) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        try (Connection connection = installation.database().superuser();
                Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet row = statement.executeQuery(found)) {
                    if (row.next()) {
                        return;
                    }
                }
                assertTrue(Instant.now().isBefore(end), found);
                Thread.sleep(20);
            }
        }
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = installation.database().superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
