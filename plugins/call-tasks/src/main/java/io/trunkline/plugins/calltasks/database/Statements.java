package io.trunkline.plugins.calltasks.database;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/// Statements of one transaction. In each, `:tenant` and `:now` are bound: the row policy guards
/// the tenant anyway, but with the predicate the planner knows it too.
public final class Statements {

    private final Handle handle;
    private final int tenant;
    private final Instant now;

    Statements(Handle handle, int tenant, Instant now) {
        this.handle = handle;
        this.tenant = tenant;
        this.now = now;
    }

    public Query query(String sql) {
        return handle.createQuery(sql).bind("tenant", tenant).bind("now", now);
    }

    public Update update(String sql) {
        return handle.createUpdate(sql).bind("tenant", tenant).bind("now", now);
    }

    /// When the transaction began.
    public Instant now() {
        return now;
    }
}
