package io.trunkline.tenancy.operator;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.database.DatabaseRoles;
import io.trunkline.tenancy.database.MigratorConnections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/// The way to the database for work on whole tenants: transactions of the schema's owner, whom row
/// security binds like everyone. Rare, so each takes a connection of its own.
@ApplicationScoped
public class OperatorDatabase {

    private final MigratorConnections connections;

    @Inject
    public OperatorDatabase(MigratorConnections connections) {
        this.connections = connections;
    }

    @FunctionalInterface
    public interface Work<T> {
        T run(Handle handle);
    }

    /// Runs the work in one transaction of [OperatorRunner#current()]; an exception rolls it back.
    ///
    /// @throws PluginException `UNAVAILABLE` when the database cannot be reached
    public <T> T inTransaction(Work<T> work) {
        OperatorRunner.current();
        return connected(connection -> inTransaction(connection, work));
    }

    /// Lends a connection for several transactions in a row, for [#inTransaction(Connection,
    /// Work)].
    public <T> T connected(Connected<T> work) {
        try (Connection connection = connections.open()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw new PluginException(e, StandardErrorCode.UNAVAILABLE);
        }
    }

    /// One transaction of the schema's owner on a lent connection.
    public <T> T inTransaction(Connection connection, Work<T> work) {
        OperatorRunner.current();
        Jdbi jdbi = Jdbi.create(() -> connection);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        String owner = owner(connection);
        // The handle is not closed: that would close the connection, which is the lender's.
        Handle handle = jdbi.open();
        return handle.inTransaction(own -> {
            own.execute("SET LOCAL ROLE \"" + owner + "\"; SET LOCAL lock_timeout = '10s'");
            return work.run(own);
        });
    }

    private static String owner(Connection connection) {
        try {
            // What the driver knows by itself: planning thousands of tenants asks thousands of
            // times.
            return new DatabaseRoles(connection.getCatalog()).owner();
        } catch (SQLException e) {
            throw new PluginException(e, StandardErrorCode.UNAVAILABLE);
        }
    }

    /// Makes the rest of the transaction one of this tenant; at most once in a transaction. Rows
    /// that are held to org units stay out of sight.
    public static void enter(Handle handle, int tenant) {
        handle.select(
                        """
                        SELECT set_config('trunkline.tenant', ?, true)
                               || set_config('trunkline.units', '{}', true)
                               || set_config('trunkline.member', '', true)
                               || set_config('trunkline.own', '0', true)
                        """,
                        Integer.toString(tenant))
                .mapTo(String.class)
                .one();
    }

    @FunctionalInterface
    public interface Connected<T> {
        T run(Connection connection) throws SQLException;
    }
}
