package io.trunkline.plugins.calltasks.database;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/// Statements of one transaction. In each, `:tenant` and `:now` are bound: the row policy guards
/// the tenant anyway, but with the predicate the planner knows it too.
public final class Statements {

    private final Handle handle;
    private final int tenant;
    private final Instant now;
    private final Journal journal;

    Statements(Handle handle, int tenant, Instant now, Journal journal) {
        this.journal = journal;
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

    /// Writes down that so many tasks were moved, in this transaction; nothing for none.
    ///
    /// @param action for example `call-tasks.assign`
    /// @param objectType what it was done to, with its id
    /// @param facts names and numbers (or lists of numbers) by turns; a null number is left out
    /// @return how many
    public int audited(
            int tasks, String action, String objectType, long objectId, @Nullable Object... facts) {
        if (tasks > 0) {
            StringBuilder json = new StringBuilder("{\"tasks\":").append(tasks);
            for (int i = 0; i < facts.length; i += 2) {
                if (facts[i + 1] != null) {
                    json.append(",\"").append(facts[i]).append("\":").append(facts[i + 1]);
                }
            }
            journal.write(action, objectType, objectId, json.append('}').toString());
        }
        return tasks;
    }

    /// When the transaction began.
    public Instant now() {
        return now;
    }

    interface Journal {
        void write(String action, String objectType, long objectId, String facts);
    }
}
