package io.trunkline.core.event;

import io.trunkline.core.event.internal.DispatchSignal;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;

/// The current tenant's events that were given up, to look at and to try once more. Needs the
/// permission `audit.view`.
@ApplicationScoped
public class ParkedEvents {

    private final TenantDatabase database;
    private final DispatchSignal signal;

    ParkedEvents(TenantDatabase database, DispatchSignal signal) {
        this.database = database;
        this.signal = signal;
    }

    /// Oldest first.
    public List<ParkedEvent> list(int limit) {
        int tenant = tenant();
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                SELECT o.id, o.type, o.customer_id, o.source, d.subscriber_id,
                                       d.attempts, d.last_error, d.at
                                  FROM trunkline.event_delivery d
                                  JOIN trunkline.outbox o ON o.tenant_id = :tenant AND o.id = d.event_id
                                 WHERE d.tenant_id = :tenant AND d.state = 'PARKED'
                                 ORDER BY d.event_id, d.subscriber_id LIMIT :limit
                                """)
                        .bind("tenant", tenant)
                        .bind("limit", limit)
                        .map((row, context) ->
                                new ParkedEvent(
                                        row.getLong(1),
                                        row.getString(2),
                                        row.getLong(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getInt(6),
                                        row.getString(7),
                                        row.getObject(8, OffsetDateTime.class).toInstant()))
                        .list());
    }

    /// Hands the event out again, to this subscriber alone.
    ///
    /// @throws PluginException `NOT_FOUND` when it is not parked there
    public void retry(long eventId, String subscriber) {
        int tenant = tenant();
        database.inTransaction(handle -> {
            int found =
                    handle.createUpdate(
                                    """
                                    UPDATE trunkline.event_delivery SET state = 'WAITING', attempts = 0
                                     WHERE tenant_id = :tenant AND event_id = :event
                                       AND subscriber_id = :subscriber AND state = 'PARKED'
                                    """)
                            .bind("tenant", tenant)
                            .bind("event", eventId)
                            .bind("subscriber", subscriber)
                            .execute();
            if (found == 0) {
                throw new PluginException(StandardErrorCode.NOT_FOUND);
            }
            handle.createUpdate(
                            """
                            UPDATE trunkline.outbox SET done_at = NULL, next_at = now()
                             WHERE tenant_id = :tenant AND id = :event
                            """)
                    .bind("tenant", tenant)
                    .bind("event", eventId)
                    .execute();
            return true;
        });
        signal.raise();
    }

    private static int tenant() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.AUDIT_VIEW);
        return session.tenant().id();
    }
}
