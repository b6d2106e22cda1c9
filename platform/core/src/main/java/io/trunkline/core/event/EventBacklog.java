package io.trunkline.core.event;

import io.trunkline.tenancy.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// How many events wait in the whole installation: numbers alone, for operators.
@ApplicationScoped
public class EventBacklog {

    private final TenantDatabase database;

    EventBacklog(TenantDatabase database) {
        this.database = database;
    }

    /// @param subscriber who has not taken them; `any` for all
    /// @param state `waiting` where it failed and is tried again, `parked` where it was given up,
    ///   `held` while it cannot be reached; `pending` for all that are not done
    public record Waiting(String subscriber, String state, long events) {}

    /// Subscribers for whom nothing waits are left out.
    public List<Waiting> read() {
        return database.withoutTenant(handle ->
                handle.createQuery("SELECT * FROM trunkline.event_backlog() ORDER BY 1, 2")
                        .map((row, context) ->
                                new Waiting(row.getString(1), row.getString(2), row.getLong(3)))
                        .list());
    }
}
