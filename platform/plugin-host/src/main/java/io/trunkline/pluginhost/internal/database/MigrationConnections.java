package io.trunkline.pluginhost.internal.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connections that one build's migrations run on, so that they can be ended from outside: who
/// waits for the database hears no interruption.
public final class MigrationConnections {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationConnections.class);
    private static final ScopedValue<MigrationConnections> CURRENT = ScopedValue.newInstance();

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /// What opens connections inside the work opens them for this build.
    public <T, E extends Throwable> T call(ScopedValue.CallableOp<T, E> work) throws E {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /// Ends what is open, and refuses what would be opened.
    public void end() {
        ended = true;
        open.forEach(MigrationConnections::end);
    }

    /// @return the connection, which is of the build that runs now
    static Connection of(Connection connection) throws SQLException {
        if (CURRENT.isBound()) {
            MigrationConnections build = CURRENT.get();
            build.open.add(connection);
            if (build.ended) {
                connection.close();
                throw new SQLException("nobody wants these migrations any more");
            }
        }
        return connection;
    }

    private static void end(Connection connection) {
        try {
            // The one ends the statement, the other whatever would follow.
            connection.unwrap(PGConnection.class).cancelQuery();
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("A migration's connection was closed already", e);
        }
    }
}
