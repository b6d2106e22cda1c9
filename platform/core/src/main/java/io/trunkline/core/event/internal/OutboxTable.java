package io.trunkline.core.event.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import io.trunkline.core.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The statements of the outbox.
@ApplicationScoped
class OutboxTable {

    private static final TypeReference<Map<String, Integer>> ATTEMPTS = new TypeReference<>() {};

    /// @return whether the holder has the tenant's events to itself now
    boolean lease(Handle handle, int tenant, String holder, Duration time) {
        return handle.createUpdate(
                                """
                                INSERT INTO trunkline.event_lease AS l (tenant_id, holder, until)
                                VALUES (:tenant, :holder, now() + make_interval(secs => :seconds))
                                ON CONFLICT (tenant_id) DO UPDATE
                                   SET holder = excluded.holder, until = excluded.until
                                 WHERE l.holder = excluded.holder OR l.until < now()
                                """)
                        .bind("tenant", tenant)
                        .bind("holder", holder)
                        .bind("seconds", time.toMillis() / 1000.0)
                        .execute()
                == 1;
    }

    void release(Handle handle, int tenant, String holder) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.event_lease SET until = now() - interval '1 second'
                         WHERE tenant_id = :tenant AND holder = :holder
                        """)
                .bind("tenant", tenant)
                .bind("holder", holder)
                .execute();
    }

    void settleUnwanted(Handle handle, int tenant, Collection<String> types) {
        if (types.isEmpty()) {
            return;
        }
        handle.createUpdate(
                        """
                        UPDATE trunkline.outbox SET done_at = now()
                         WHERE tenant_id = :tenant AND done_at IS NULL
                           AND type = ANY (string_to_array(:types, ','))
                        """)
                .bind("tenant", tenant)
                .bind("types", String.join(",", types))
                .execute();
    }

    /// Oldest first. An event waits while an earlier one of its customer does.
    List<PendingEvent> due(Handle handle, int tenant, int limit) {
        return handle.createQuery(
                        """
                        SELECT o.id, o.type, o.customer_id, o.source, o.payload, o.published_at,
                               (SELECT jsonb_object_agg(d.subscriber_id,
                                           CASE WHEN d.state = 'WAITING' THEN d.attempts ELSE -1 END)
                                  FROM trunkline.event_delivery d
                                 WHERE d.tenant_id = :tenant AND d.event_id = o.id)
                          FROM trunkline.outbox o
                         WHERE o.tenant_id = :tenant AND o.done_at IS NULL AND o.next_at <= now()
                           AND (o.customer_id = 0 OR NOT EXISTS (
                                SELECT FROM trunkline.outbox earlier
                                 WHERE earlier.tenant_id = :tenant AND earlier.customer_id = o.customer_id
                                   AND earlier.done_at IS NULL AND earlier.id < o.id
                                   AND earlier.next_at > now()))
                         ORDER BY o.id LIMIT :limit
                        """)
                .bind("tenant", tenant)
                .bind("limit", limit)
                .map((row, context) ->
                        new PendingEvent(
                                row.getLong(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getString(4),
                                row.getString(5),
                                row.getObject(6, OffsetDateTime.class).toInstant(),
                                row.getString(7) == null
                                        ? Map.of()
                                        : Json.read(row.getString(7), ATTEMPTS)))
                .list();
    }

    void store(Handle handle, int tenant, List<Outcome> outcomes) {
        record Row(long event, String subscriber, String state, int attempts, String error) {}
        List<Row> rows = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            for (Outcome.Step step : outcome.deliveries()) {
                rows.add(
                        new Row(
                                outcome.event(),
                                step.subscriber(),
                                step.state().name(),
                                step.attempts(),
                                step.error()));
            }
        }
        if (!rows.isEmpty()) {
            handle.createUpdate(
                            """
                            INSERT INTO trunkline.event_delivery
                                   (tenant_id, event_id, subscriber_id, state, attempts, last_error)
                            SELECT :tenant, r.event, r.subscriber, r.state, r.attempts, r.error
                              FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r
                                   (event bigint, subscriber text, state text, attempts int, error text)
                            ON CONFLICT (tenant_id, event_id, subscriber_id) DO UPDATE
                               SET state = excluded.state, attempts = excluded.attempts,
                                   last_error = excluded.last_error, at = now()
                            """)
                    .bind("tenant", tenant)
                    .bind("rows", Json.write(rows))
                    .execute();
        }
        record Mark(long event, boolean done, long pause) {}
        List<Mark> marks =
                outcomes.stream().map(o -> new Mark(o.event(), o.done(), o.waitMillis())).toList();
        handle.createUpdate(
                        """
                        UPDATE trunkline.outbox o
                           SET done_at = CASE WHEN m.done THEN now() END,
                               next_at = now() + make_interval(secs => m.pause / 1000.0)
                          FROM jsonb_to_recordset(CAST(:marks AS jsonb))
                               AS m (event bigint, done boolean, pause bigint)
                         WHERE o.tenant_id = :tenant AND o.id = m.event
                        """)
                .bind("tenant", tenant)
                .bind("marks", Json.write(marks))
                .execute();
    }

    /// For which of these subscribers events are held.
    Set<String> held(Handle handle, int tenant, Collection<String> subscribers) {
        return handle.createQuery(
                        """
                        SELECT s.id FROM unnest(:subscribers) AS s (id)
                         WHERE EXISTS (SELECT FROM trunkline.event_delivery d
                                        WHERE d.tenant_id = :tenant AND d.subscriber_id = s.id AND d.state = 'HELD')
                        """)
                .bind("tenant", tenant)
                .bindArray("subscribers", String.class, subscribers)
                .mapTo(String.class)
                .set();
    }

    /// Lets the oldest ones held for a subscriber be handed out.
    void free(Handle handle, int tenant, String subscriber, int limit) {
        handle.createUpdate(
                        """
                        WITH line AS (
                            SELECT event_id FROM trunkline.event_delivery
                             WHERE tenant_id = :tenant AND subscriber_id = :subscriber AND state = 'HELD'
                             ORDER BY event_id LIMIT :limit),
                        freed AS (
                            UPDATE trunkline.event_delivery d SET state = 'WAITING', at = now() FROM line
                             WHERE d.tenant_id = :tenant AND d.subscriber_id = :subscriber
                               AND d.event_id = line.event_id
                            RETURNING d.event_id)
                        UPDATE trunkline.outbox o SET done_at = NULL, next_at = now() FROM freed
                         WHERE o.tenant_id = :tenant AND o.id = freed.event_id
                        """)
                .bind("tenant", tenant)
                .bind("subscriber", subscriber)
                .bind("limit", limit)
                .execute();
    }

    /// Lets the oldest ones held for a subscriber be done without it.
    void end(Handle handle, int tenant, String subscriber, int limit) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.event_delivery SET state = 'DONE', at = now()
                         WHERE tenant_id = :tenant AND subscriber_id = :subscriber AND event_id IN (
                               SELECT event_id FROM trunkline.event_delivery
                                WHERE tenant_id = :tenant AND subscriber_id = :subscriber AND state = 'HELD'
                                ORDER BY event_id LIMIT :limit)
                        """)
                .bind("tenant", tenant)
                .bind("subscriber", subscriber)
                .bind("limit", limit)
                .execute();
    }

    /// Forgets what is long done; parked events stay.
    void sweep(Handle handle, int tenant, Duration retention) {
        double days = retention.toMinutes() / 1440.0;
        handle.createUpdate(
                        """
                        DELETE FROM trunkline.event_delivery
                         WHERE tenant_id = :tenant AND state = 'DONE' AND event_id IN (
                               SELECT id FROM trunkline.outbox WHERE tenant_id = :tenant
                                  AND done_at < now() - make_interval(secs => :days * 86400))
                        """)
                .bind("tenant", tenant)
                .bind("days", days)
                .execute();
        handle.createUpdate(
                        """
                        DELETE FROM trunkline.outbox o
                         WHERE o.tenant_id = :tenant
                           AND o.done_at < now() - make_interval(secs => :days * 86400)
                           AND NOT EXISTS (SELECT FROM trunkline.event_delivery d
                                            WHERE d.tenant_id = :tenant AND d.event_id = o.id)
                        """)
                .bind("tenant", tenant)
                .bind("days", days)
                .execute();
    }
}
