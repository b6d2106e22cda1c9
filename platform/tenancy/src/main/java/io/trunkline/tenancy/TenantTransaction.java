package io.trunkline.tenancy;

import io.trunkline.tenancy.database.PluginDoor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A database transaction of one session: the only code that tells PostgreSQL the tenant. Works on
/// any JDBC connection, those of plugin pools included.
public final class TenantTransaction {

    /// Sent as the first statement; transaction-local, so nothing of it outlives the transaction.
    private static final String ENTER =
            "SELECT set_config('trunkline.tenant', ?, true),"
                    + " set_config('trunkline.units', ?, true),"
                    + " set_config('trunkline.member', ?, true),"
                    + " set_config('trunkline.own', ?, true)";

    private TenantTransaction() {}

    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run(Connection connection) throws E;
    }

    /// Runs the work in one transaction on the connection: commits when it returns, rolls back when
    /// it throws. The connection is handed back in auto-commit; closing it is the caller's.
    ///
    /// @param connection in auto-commit, in no transaction
    /// @throws SQLException when the transaction cannot begin or commit
    public static <T, E extends Exception> T run(
            Connection connection, Session session, Work<T, E> work) throws E, SQLException {
        return run(connection, own -> enter(own, session), work);
    }

    /// The same on a connection of a plugin's role, whose SQL could tell otherwise afterwards: what
    /// is told first is sealed.
    ///
    /// @param pass by which the role is let into tenants
    public static <T, E extends Exception> T runSealed(
            Connection connection, Session session, String pass, Work<T, E> work)
            throws E, SQLException {
        return run(connection, own -> enterSealed(own, session, pass), work);
    }

    private interface Entering {
        void on(Connection connection) throws SQLException;
    }

    private static <T, E extends Exception> T run(
            Connection connection, Entering entering, Work<T, E> work) throws E, SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("the connection is inside a transaction already");
        }
        connection.setAutoCommit(false);
        Throwable failure = null;
        try {
            entering.on(connection);
            T result = work.run(connection);
            connection.commit();
            return result;
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            leave(connection, failure);
        }
    }

    private static void enter(Connection connection, Session session) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENTER)) {
            tell(statement, 1, session);
            statement.execute();
        }
    }

    private static void enterSealed(Connection connection, Session session, String pass)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PluginDoor.ENTER)) {
            statement.setString(1, pass);
            tell(statement, 2, session);
            statement.execute();
        }
    }

    private static void tell(PreparedStatement statement, int first, Session session)
            throws SQLException {
        Long member = session.actor().memberId();
        statement.setString(first, Integer.toString(session.tenant().id()));
        statement.setString(first + 1, units(session.scope().orgUnits()));
        statement.setString(first + 2, member == null ? "" : member.toString());
        statement.setString(first + 3, Long.toString(session.ownerHeldTo()));
    }

    private static void leave(Connection connection, @Nullable Throwable failure)
            throws SQLException {
        try {
            if (failure != null) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            if (failure == null) {
                throw e;
            }
            failure.addSuppressed(e);
        }
    }

    static String units(Set<Long> orgUnits) {
        return orgUnits.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
