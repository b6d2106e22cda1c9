package io.trunkline.tenancy;

import io.trunkline.tenancy.audit.RequestFacts;
import io.trunkline.tenancy.database.PluginDoor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
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

    /// The database did not let the transaction begin: nothing was done in it.
    public static final class NotBegunException extends SQLException {

        private static final long serialVersionUID = 1L;

        NotBegunException(@Nullable String state) {
            super("the transaction could not begin", state);
        }

        /// Whether the connection was gone, as all that were opened before the database started.
        public boolean isConnectionGone() {
            String state = getSQLState();
            return state != null && (state.startsWith("08") || state.startsWith("57P"));
        }
    }

    /// Runs the work in one transaction on the connection: commits when it returns, rolls back when
    /// it throws. The connection is handed back in auto-commit; closing it is the caller's.
    ///
    /// @param connection in auto-commit, in no transaction
    /// @throws SQLException when the transaction cannot begin or commit
    public static <T, E extends Exception> T run(
            Connection connection, Session session, Work<T, E> work) throws E, SQLException {
        begin(connection);
        Throwable failure = null;
        try {
            enter(connection, session);
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

    /// The same on a connection of a plugin's role, whose SQL could tell otherwise afterwards: what
    /// is told first is sealed, and how the request came about with it. Whoever has the connection
    /// next finds nothing of this transaction.
    ///
    /// @param pass by which the role is let into tenants
    public static <T, E extends Exception> T runSealed(
            Connection connection, Session session, String pass, Work<T, E> work)
            throws E, SQLException {
        begin(connection);
        Throwable failure = null;
        boolean clean = false;
        try {
            enterSealed(connection, session, pass);
            T result = work.run(connection);
            clean = PluginDoor.commit(connection);
            return result;
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            leave(connection, failure);
            if (!clean && (failure == null || !isCleaned(connection, failure))) {
                PluginDoor.end(connection);
            }
        }
    }

    private static boolean isCleaned(Connection connection, Throwable failure) {
        try {
            return PluginDoor.clean(connection);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private static void begin(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("the connection is inside a transaction already");
        }
        connection.setAutoCommit(false);
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
            RequestFacts facts = RequestFacts.current();
            statement.setString(1, pass);
            tell(statement, 2, session);
            statement.setString(6, Objects.requireNonNullElse(facts.address(), ""));
            statement.setString(7, Objects.requireNonNullElse(facts.reason(), ""));
            statement.execute();
        } catch (SQLException e) {
            // What the database says may tell the pass.
            throw new NotBegunException(e.getSQLState());
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
