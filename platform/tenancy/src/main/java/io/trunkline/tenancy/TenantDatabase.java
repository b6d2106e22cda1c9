package io.trunkline.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/// The one way to the platform's tables: a transaction of the current session's tenant, as a role
/// that row-level security binds. The first statement tells the database tenant, units and member.
@ApplicationScoped
public class TenantDatabase {

    /// Runs the work in one transaction of [TenantRunner#current()]; an exception rolls it back.
    public <T, E extends Exception> T inTransaction(Work<T, E> work) throws E {
        throw new UnsupportedOperationException();
    }

    /// The same on the pool for long work (imports, set-based changes), where parallel plans are on.
    public <T, E extends Exception> T inWorkerTransaction(Work<T, E> work) throws E {
        throw new UnsupportedOperationException();
    }

    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run(Handle handle) throws E;
    }
}
