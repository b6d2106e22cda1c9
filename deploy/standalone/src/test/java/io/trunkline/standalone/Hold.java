package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.postgresql.PGConnection;

/// A transaction that keeps others waiting at a known point, as long as it is open.
final class Hold implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StandaloneStack stack;
    private final Connection connection;
    private final int pid;

    private Hold(StandaloneStack stack, Connection connection, int pid) {
        this.stack = stack;
        this.connection = connection;
        this.pid = pid;
    }

    /// @param sql what is done in it, by a role that may do everything
    static Hold by(StandaloneStack stack, String sql) throws SQLException {
        var connection = stack.superuserDatabase().connect();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        // Not asked for by SQL: what a query saw it would see until the transaction ends, and
        // indexes that are built concurrently wait for that.
        return new Hold(stack, connection, connection.unwrap(PGConnection.class).getBackendPID());
    }

    /// Of every row that was there when it began, until it ends.
    static Hold ofOldRows(StandaloneStack stack) throws SQLException {
        return by(
                stack,
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM pg_class");
    }

    /// Waits until someone waits for this one.
    ///
    /// @param what part of the statement
    /// @return the process in the database that waits
    int awaitWaiting(String what) throws SQLException {
        var end = Instant.now().plus(PATIENCE);
        while (true) {
            var waiting = waiting(what);
            if (waiting != 0) {
                return waiting;
            }
            if (Instant.now().isAfter(end)) {
                fail("nobody waits in " + what + ", but " + others());
            }
            Pause.milliseconds(20);
        }
    }

    private int waiting(String what) throws SQLException {
        try (var looking = stack.superuserDatabase().connect();
                var statement =
                        looking.prepareStatement(
                                """
                                SELECT pid FROM pg_stat_activity
                                 WHERE ? = ANY (pg_blocking_pids(pid)) AND strpos(query, ?) > 0
                                """)) {
            statement.setInt(1, pid);
            statement.setString(2, what);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    private String others() throws SQLException {
        try (var looking = stack.superuserDatabase().connect();
                var statement = looking.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                SELECT string_agg(concat_ws(' ', pid, state, wait_event, pg_blocking_pids(pid)::text, left(query, 200)), '; ')
                                  FROM pg_stat_activity WHERE datname = current_database()
                                """)) {
            row.next();
            return pid + ": " + row.getString(1);
        }
    }

    /// Waits until the database has noticed that nobody is there any more for whom it waits.
    void awaitGone(int waiting) throws SQLException {
        var begin = Instant.now();
        while (isThere(waiting)) {
            assertTrue(
                    Instant.now().isBefore(begin.plus(PATIENCE)),
                    "the database goes on for someone who was killed");
            Pause.milliseconds(20);
        }
    }

    private boolean isThere(int waiting) throws SQLException {
        try (var looking = stack.superuserDatabase().connect();
                var statement =
                        looking.prepareStatement("SELECT FROM pg_stat_activity WHERE pid = ?")) {
            statement.setInt(1, waiting);
            try (var row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /// Lets go; again does nothing.
    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            try (connection) {
                connection.rollback();
            }
        }
    }
}
