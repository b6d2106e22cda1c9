package io.trunkline.tenancy.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One process's turn at something of the database, while others wait for theirs. It ends with its
/// connection at the latest, so nobody waits for a process that was killed.
///
/// Whoever waits asks again and again, and does not wait inside a statement: that would hold a
/// snapshot, which an index that is built concurrently waits for in turn.
public final class Turn implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(100);

    private final Connection connection;
    private final String what;

    private Turn(Connection connection, String what) {
        this.connection = connection;
        this.what = what;
    }

    /// @param connection in auto-commit, not used by other threads
    /// @return empty when others did not end theirs in time
    public static Optional<Turn> take(Connection connection, String what, Duration patience)
            throws SQLException {
        Instant end = Instant.now().plus(patience);
        Turn turn = new Turn(connection, what);
        while (!turn.ask("pg_try_advisory_lock")) {
            if (Instant.now().isAfter(end)) {
                return Optional.empty();
            }
            turn.pause();
        }
        return Optional.of(turn);
    }

    /// As long as it takes.
    static Turn take(Connection connection, String what) throws SQLException {
        return take(connection, what, Duration.ofDays(365)).orElseThrow();
    }

    private boolean ask(String function) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + function + "(hashtextextended(?, 0))")) {
            statement.setString(1, what);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void pause() throws SQLException {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while others were at " + what, e);
        }
    }

    @Override
    public void close() throws SQLException {
        ask("pg_advisory_unlock");
    }
}
