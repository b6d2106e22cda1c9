package io.trunkline.core.handover.internal;

import io.quarkus.arc.All;
import io.trunkline.core.event.Outbox;
import io.trunkline.core.handover.HandedAlong;
import io.trunkline.core.handover.Handover;
import io.trunkline.spi.CustomerChanged;
import io.trunkline.spi.WorkHandedOver;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Hands over chunk by chunk: new owners, audit, events and the count commit together. A customer
/// that has its new owner is not found again, so a run that was killed goes on where it was, and
/// two runs of the same handover do no harm.
@ApplicationScoped
class HandoverRun {

    static final int CHUNK = 1_000;

    // The n-th customer goes to the n-th receiver, round and round.
    private static final String HAND =
            """
            UPDATE trunkline.customer c
               SET owner_id = (:to)[CAST(1 + (:done + p.place - 1) % :receivers AS int)],
                   version = c.version + 1, updated_at = now()
              FROM (SELECT id, row_number() OVER (ORDER BY id) AS place
                      FROM (SELECT id FROM trunkline.customer
                             WHERE tenant_id = :tenant AND owner_id = :from AND deleted_at IS NULL
                             ORDER BY id LIMIT :chunk FOR UPDATE) AS hers) AS p
             WHERE c.tenant_id = :tenant AND c.id = p.id
            RETURNING new.id,
                      jsonb_build_object('owner_id', old.owner_id, 'version', old.version),
                      jsonb_build_object('owner_id', new.owner_id, 'version', new.version)
            """;

    private final TenantDatabase database;
    private final HandoverRows rows;
    private final Audit audit;
    private final Outbox outbox;
    private final List<HandedAlong> along;

    HandoverRun(
            TenantDatabase database,
            HandoverRows rows,
            Audit audit,
            Outbox outbox,
            @All List<HandedAlong> along) {
        this.along = List.copyOf(along);
        this.database = database;
        this.rows = rows;
        this.audit = audit;
        this.outbox = outbox;
    }

    /// Under a session of the whole tenant.
    void run(long id, Stop stop) {
        boolean more = true;
        while (more && !stop.wanted()) {
            more = database.inWorkerTransaction(handle -> chunk(handle, id));
        }
    }

    /// Every one of the tenant that is not at its end.
    List<HandoverRows.Begun> running() {
        return database.inTransaction(handle -> rows.running(handle, TenantRunner.current()));
    }

    /// @return whether there is more to do
    private boolean chunk(Handle handle, long id) {
        int tenant = TenantRunner.current().tenant().id();
        Optional<Handover> running = rows.lock(handle, tenant, id);
        if (running.isEmpty()) {
            return false;
        }
        Handover handover = running.get();
        int handed = handover.customers() ? hand(handle, tenant, handover) : 0;
        boolean finished = handed < CHUNK;
        rows.progress(handle, tenant, id, handed, finished);
        if (finished && handover.work() && !handover.toMemberIds().isEmpty()) {
            // After the customers: a reminder about one follows its new owner.
            along.forEach(work -> work.handOver(handle, handover));
        }
        if (finished && handover.work()) {
            outbox.publish(
                    handle,
                    new WorkHandedOver(
                            id,
                            handover.fromMemberId(),
                            handover.toMemberIds(),
                            handover.reason()));
        }
        return !finished;
    }

    private int hand(Handle handle, int tenant, Handover handover) {
        record Moved(long id, String before, String after) {}
        List<Moved> moved =
                handle.createQuery(HAND)
                        .bind("tenant", tenant)
                        .bind("from", handover.fromMemberId())
                        .bindArray("to", Long.class, handover.toMemberIds())
                        .bind("receivers", handover.toMemberIds().size())
                        .bind("done", handover.done())
                        .bind("chunk", CHUNK)
                        .map((row, context) ->
                                new Moved(row.getLong(1), row.getString(2), row.getString(3)))
                        .list();
        audit.recordAll(
                handle,
                moved.stream()
                        .map(customer ->
                                new Audit.Entry(
                                        "customer.handover",
                                        "customer",
                                        customer.id(),
                                        customer.before(),
                                        customer.after()))
                        .toList());
        outbox.publishAll(
                handle,
                moved.stream().map(customer -> new CustomerChanged(customer.id(), false)).toList());
        return moved.size();
    }

    @FunctionalInterface
    interface Stop {
        boolean wanted();
    }
}
