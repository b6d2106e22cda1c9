package io.trunkline.tenancy;

import io.quarkus.agroal.DataSource;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.tenant.TenantStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;

/// The one way to the platform's tables: a transaction of the current session's tenant, as a role
/// that row-level security binds. The first statement tells the database tenant, units and member.
///
/// Calls within a transaction of the same session join it, whichever pool it runs on; one that
/// throws dooms the whole. A session of another tenant, member or scope is refused inside: a
/// transaction never changes whom it acts for.
///
/// A tenant that is suspended or on its way out is refused: whatever still works for it – an
/// import, a job, a plugin that is handed an event – ends at its next transaction, and none of what
/// waits is lost.
@ApplicationScoped
public class TenantDatabase {

    private static final ScopedValue<Running> RUNNING = ScopedValue.newInstance();

    private final Jdbi app;
    private final Jdbi worker;
    private final TenantStates states = new TenantStates(this);

    @Inject
    public TenantDatabase(
            javax.sql.DataSource app, @DataSource("worker") javax.sql.DataSource worker) {
        this.app = quiet(app);
        this.worker = quiet(worker);
    }

    /// Without this a failing statement's exception, and so the log, holds the bound values: names
    /// and numbers of customers.
    private static Jdbi quiet(javax.sql.DataSource pool) {
        Jdbi jdbi = Jdbi.create(pool);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }

    /// Runs the work in one transaction of [TenantRunner#current()]; an exception rolls it back.
    ///
    /// @throws PluginException `UNAVAILABLE` when no connection is free in time,
    ///   [io.trunkline.tenancy.tenant.TenantError] when the tenant is not served
    /// @throws IllegalStateException without a session, or inside a transaction of another one
    public <T, E extends Exception> T inTransaction(Work<T, E> work) throws E {
        return within(app, served(), work);
    }

    /// The same on the pool for long work (imports, set-based changes), where parallel plans are
    /// on.
    public <T, E extends Exception> T inWorkerTransaction(Work<T, E> work) throws E {
        return within(worker, served(), work);
    }

    /// The same for writing down what came of work that was done while the tenant was served: else
    /// a suspension that came in between would let it be done again. Not for new work.
    ///
    /// @throws PluginException as [#inTransaction], of the tenant's states only where its rows are
    ///   being removed
    public <T, E extends Exception> T settling(Work<T, E> work) throws E {
        Session session = TenantRunner.current();
        states.requireKept(session.tenant().id());
        return within(app, session, work);
    }

    /// Whether a transaction of this class is open on this thread.
    public static boolean isInTransaction() {
        return RUNNING.isBound();
    }

    /// For reading what a session is made of, before there is one.
    <T, E extends Exception> T as(Session session, Work<T, E> work) throws E {
        return within(app, session, work);
    }

    /// Which tenants are served; every transaction asks it first.
    public TenantStates states() {
        return states;
    }

    /// For look-up functions that need no tenant; row security shows nothing else here.
    public <T> T withoutTenant(Work<T, RuntimeException> work) {
        try (Handle handle = open(app)) {
            return work.run(handle);
        }
    }

    /// A transaction that is open is brought to its end; a session without units reads what
    /// sessions are made of.
    private Session served() {
        Session session = TenantRunner.current();
        if (!RUNNING.isBound() && !session.scope().orgUnits().isEmpty()) {
            states.requireServed(session.tenant().id());
        }
        return session;
    }

    private static <T, E extends Exception> T within(Jdbi pool, Session session, Work<T, E> work)
            throws E {
        Identity identity = Identity.of(session);
        if (RUNNING.isBound()) {
            return join(RUNNING.get(), identity, work);
        }
        try (Handle handle = open(pool)) {
            Running running = new Running(identity, handle, new AtomicBoolean());
            return TenantTransaction.<T, E>run(
                    handle.getConnection(),
                    session,
                    (Connection connection) -> {
                        T result = ScopedValue.where(RUNNING, running).call(() -> work.run(handle));
                        if (running.doomed().get()) {
                            throw new IllegalStateException(
                                    "a part of this transaction failed, so none of it is kept");
                        }
                        return result;
                    });
        } catch (SQLException e) {
            throw rethrown(e);
        }
    }

    private static <T, E extends Exception> T join(
            Running running, Identity identity, Work<T, E> work) throws E {
        if (!running.identity().equals(identity)) {
            throw new IllegalStateException(
                    "a transaction of another session is open here; end it first");
        }
        boolean done = false;
        try {
            T result = work.run(running.handle());
            done = true;
            return result;
        } finally {
            if (!done) {
                running.doomed().set(true);
            }
        }
    }

    private static Handle open(Jdbi pool) {
        try {
            return pool.open();
        } catch (ConnectionException e) {
            throw new PluginException(e, StandardErrorCode.UNAVAILABLE);
        }
    }

    /// The work's own exceptions pass as they are; what is left is that the connection broke.
    private static RuntimeException rethrown(SQLException e) {
        return new PluginException(e, StandardErrorCode.UNAVAILABLE);
    }

    private record Identity(int tenant, Set<Long> units, @Nullable Long member, long own) {
        static Identity of(Session session) {
            return new Identity(
                    session.tenant().id(),
                    session.scope().orgUnits(),
                    session.actor().memberId(),
                    session.ownerHeldTo());
        }
    }

    private record Running(Identity identity, Handle handle, AtomicBoolean doomed) {}

    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run(Handle handle) throws E;
    }
}
