package io.trunkline.plugins.calltasks.database;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TenantSession;
import java.sql.Connection;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/// Jdbi over the platform's transactions.
public final class Tables {

    /// Well below the platform's limit for a call.
    private static final long NANOS_FOR_ONE_CALL = 4_000_000_000L;

    private static final ScopedValue<Connection> CURRENT = ScopedValue.newInstance();

    private final PluginContext context;
    private final Jdbi jdbi;

    public Tables(PluginContext context) {
        this.context = context;
        this.jdbi = Jdbi.create(new OfThePlatform());
        jdbi.registerArrayType(Long.class, "bigint");
        jdbi.registerArrayType(String.class, "text");
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
    }

    /// Runs the work in one transaction of the session's tenant.
    public <T> T inTransaction(TenantSession session, Work<T> work) {
        Instant now = context.clock().instant();
        return context.database()
                .inTransaction(
                        session,
                        connection ->
                                ScopedValue.where(CURRENT, connection)
                                        .call(() -> run(session, connection, now, work)));
    }

    private <T> T run(TenantSession session, Connection connection, Instant now, Work<T> work) {
        try (Handle handle = jdbi.open()) {
            Statements.Journal journal =
                    (action, type, id, facts) ->
                            context.database()
                                    .audit(session, connection, action, type, id, null, facts);
            return work.run(new Statements(handle, session.tenant().id(), now, journal));
        }
    }

    /// Repeats a step until it says that nothing is left, or the time for one call is used up.
    ///
    /// @param step a chunk in a transaction of its own; false when nothing is left
    /// @return whether there may be more to do
    public static boolean repeat(BooleanSupplier step) {
        long start = System.nanoTime();
        do {
            if (!step.getAsBoolean()) {
                return false;
            }
        } while (System.nanoTime() - start < NANOS_FOR_ONE_CALL);
        return true;
    }

    @FunctionalInterface
    public interface Work<T> {
        T run(Statements sql);
    }

    private static final class OfThePlatform implements ConnectionFactory {

        @Override
        public Connection openConnection() {
            return CURRENT.get();
        }

        @Override
        public void closeConnection(Connection connection) {
            // The platform ends the transaction and keeps the connection.
        }
    }
}
