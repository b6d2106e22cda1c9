package io.trunkline.core.importing.internal;

import io.trunkline.core.Json;
import io.trunkline.core.event.Outbox;
import io.trunkline.core.importing.ImportJob;
import io.trunkline.core.importing.ImportJob.State;
import io.trunkline.core.importing.internal.BulkCustomers.Change;
import io.trunkline.core.importing.internal.ImportRows.Stored;
import io.trunkline.spi.CustomerChanged;
import io.trunkline.spi.CustomersImported;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Applies the rows, chunk by chunk: customers, phones, audit, events and the mark that the rows
/// are done commit together, so an import that is killed goes on where it was.
@ApplicationScoped
class ImportRun {

    private final TenantDatabase database;
    private final ImportJobs jobs;
    private final ImportRows rows;
    private final BulkCustomers customers;
    private final ImportCheck check;
    private final OrgUnits orgUnits;
    private final IdGenerator ids;
    private final Audit audit;
    private final Outbox outbox;

    ImportRun(
            TenantDatabase database,
            ImportJobs jobs,
            ImportRows rows,
            BulkCustomers customers,
            ImportCheck check,
            OrgUnits orgUnits,
            IdGenerator ids,
            Audit audit,
            Outbox outbox) {
        this.database = database;
        this.jobs = jobs;
        this.rows = rows;
        this.customers = customers;
        this.check = check;
        this.orgUnits = orgUnits;
        this.ids = ids;
        this.audit = audit;
        this.outbox = outbox;
    }

    /// @return false when it was asked to stop before the end
    boolean run(long id, long lease, Columns columns, Stop stop) {
        Session session = TenantRunner.current();
        RowParser parser = check.parser(session, columns);
        ChunkPlan.Units units = new ChunkPlan.Units(orgUnits);
        check.analyze();
        database.inWorkerTransaction(handle -> {
            addCustomFields(handle, session.tenant().id(), columns);
            return true;
        });
        long line = 0;
        while (line >= 0) {
            if (stop.wanted()) {
                return false;
            }
            long after = line;
            line =
                    database.inWorkerTransaction(
                            handle -> chunk(handle, session, id, lease, after, parser, units));
        }
        return true;
    }

    /// @return the last line done, -1 at the end of the import
    private long chunk(
            Handle handle,
            Session session,
            long id,
            long lease,
            long after,
            RowParser parser,
            ChunkPlan.Units units) {
        int tenant = session.tenant().id();
        // First of all, and held to the end: nobody else can apply rows of this import meanwhile.
        jobs.progress(handle, tenant, id, State.RUNNING, lease, 0, ImportCheck.NONE);
        List<Stored> stored = rows.after(handle, tenant, id, after, true, ImportCheck.CHUNK);
        if (stored.isEmpty()) {
            finish(handle, tenant, id, lease);
            return -1;
        }
        long firstId = ids.block(stored.size());
        ChunkPlan plan =
                ChunkPlan.of(
                        stored,
                        parser,
                        customers.find(handle, tenant, ImportCheck.numbers(stored, parser), true),
                        units,
                        nth -> firstId + nth);
        customers.insert(handle, tenant, plan.created());
        customers.update(handle, tenant, plan.updated());
        List<Change> changes = new ArrayList<>(plan.created());
        changes.addAll(plan.updated());
        audit.recordAll(handle, changes.stream().map(ImportRun::entry).toList());
        outbox.publishAll(
                handle,
                changes.stream()
                        .map(change -> new CustomerChanged(change.id(), change.before() == null))
                        .toList());
        rows.results(handle, tenant, id, plan.results(), true);
        jobs.progress(handle, tenant, id, State.RUNNING, lease, stored.size(), plan.counts());
        return stored.getLast().line();
    }

    private void finish(Handle handle, int tenant, long id, long lease) {
        jobs.finish(handle, tenant, id, State.RUNNING, State.DONE, lease);
        ImportJob.Counts counts = jobs.find(handle, tenant, id).orElseThrow().counts();
        outbox.publish(handle, new CustomersImported(id, counts.created(), counts.updated()));
    }

    private static Audit.Entry entry(Change change) {
        @Nullable CustomerState before = change.before();
        return new Audit.Entry(
                before == null ? "customer.create" : "customer.update",
                "customer",
                change.id(),
                before == null ? null : Json.write(before.snapshot()),
                Json.write(change.after().snapshot()));
    }

    private static void addCustomFields(Handle handle, int tenant, Columns columns) {
        List<String> headers = columns.customFields();
        for (int position = 0; position < headers.size(); position++) {
            handle.createUpdate(
                            """
                            INSERT INTO trunkline.custom_field (tenant_id, key, label, position)
                            VALUES (:tenant, :key, :key, :position)
                            ON CONFLICT (tenant_id, key) DO NOTHING
                            """)
                    .bind("tenant", tenant)
                    .bind("key", headers.get(position))
                    .bind("position", position)
                    .execute();
        }
    }

    @FunctionalInterface
    interface Stop {
        boolean wanted();
    }
}
