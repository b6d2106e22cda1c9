package io.trunkline.pluginhost.internal.database;

import io.trunkline.pluginhost.internal.release.RefusedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// Of one node at a plugin's tables: nodes that start together take turns.
record Turn(Connection connection, String key) implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);

    /// Asks again and again and does not wait inside a statement: whoever waits there holds a
    /// snapshot, and an index that is built concurrently would wait for that in turn.
    static Turn take(Connection connection, String schema) throws SQLException, RefusedException {
        String key = "hashtextextended('trunkline tables " + schema + "', 0)";
        try (Statement statement = connection.createStatement()) {
            while (!taken(statement, key)) {
                Thread.sleep(LOOK);
            }
            return new Turn(connection, key);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("this node ends", e);
        }
    }

    private static boolean taken(Statement statement, String key) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + key + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock(" + key + ")");
        }
    }
}
