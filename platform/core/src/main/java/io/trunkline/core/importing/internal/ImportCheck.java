package io.trunkline.core.importing.internal;

import io.trunkline.core.customer.PhoneNumbers;
import io.trunkline.core.importing.ImportField;
import io.trunkline.core.importing.ImportJob.Counts;
import io.trunkline.core.importing.ImportJob.State;
import io.trunkline.core.importing.internal.ImportRows.Result;
import io.trunkline.core.importing.internal.ImportRows.Stored;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Stores a file's rows and makes the dry run: every row's outcome, no customer touched. Runs under
/// a tenant-wide session.
@ApplicationScoped
public class ImportCheck {

    static final int CHUNK = 1_000;

    private final TenantDatabase database;
    private final ImportJobs jobs;
    private final ImportRows rows;
    private final BulkCustomers customers;
    private final PhoneNumbers numbers;
    private final OrgUnits orgUnits;

    ImportCheck(
            TenantDatabase database,
            ImportJobs jobs,
            ImportRows rows,
            BulkCustomers customers,
            PhoneNumbers numbers,
            OrgUnits orgUnits) {
        this.database = database;
        this.jobs = jobs;
        this.rows = rows;
        this.customers = customers;
        this.numbers = numbers;
        this.orgUnits = orgUnits;
    }

    /// Stores the file as a CHECKING import, whole or not at all.
    public void store(long id, long lease, String fileName, CsvFile file)
            throws RefusedFileException {
        Session session = TenantRunner.current();
        int tenant = session.tenant().id();
        Columns columns = Columns.guess(file, session.fields());
        RowParser parser = parser(session, columns);
        database.inWorkerTransaction(handle -> {
            jobs.insert(handle, session, id, fileName, file, lease);
            List<CsvFile.Row> raw = new ArrayList<>(CHUNK);
            List<ParsedRow> parsed = new ArrayList<>(CHUNK);
            List<CsvFile.Row> head = new ArrayList<>();
            long[] count = {0};
            file.forEachRow(row -> {
                count[0]++;
                if (head.size() < CHUNK / 10) {
                    head.add(row);
                }
                raw.add(row);
                parsed.add(parser.parse(row.line(), row.cells()));
                if (raw.size() == CHUNK) {
                    rows.insert(handle, tenant, id, raw, parsed);
                    raw.clear();
                    parsed.clear();
                }
            });
            if (count[0] == 0) {
                throw new RefusedFileException("no-rows");
            }
            if (!raw.isEmpty()) {
                rows.insert(handle, tenant, id, raw, parsed);
            }
            jobs.loaded(handle, tenant, id, count[0], columns.withSamples(head));
            return true;
        });
    }

    /// @param reparse whether rows were read with other columns before, or perhaps not to the end
    void run(long id, long lease, Columns columns, boolean reparse) {
        Session session = TenantRunner.current();
        int tenant = session.tenant().id();
        RowParser parser = parser(session, columns);
        analyze();
        if (reparse) {
            reparse(tenant, id, lease, parser);
        }
        database.inWorkerTransaction(handle -> {
            jobs.progress(handle, tenant, id, State.CHECKING, lease, 0, NONE);
            rows.refuseRepeatedNumbers(handle, tenant, id);
            rows.warnOfKnownPhones(handle, tenant, id, columns.indexOf(ImportField.PHONE));
            rows.warnOfKnownIdNumbers(handle, tenant, id, columns.indexOf(ImportField.ID_NUMBER));
            return true;
        });
        ChunkPlan.Units units = new ChunkPlan.Units(orgUnits);
        long line = 0;
        while (line >= 0) {
            long after = line;
            line =
                    database.inWorkerTransaction(handle -> {
                        List<Stored> chunk = rows.after(handle, tenant, id, after, false, CHUNK);
                        if (chunk.isEmpty()) {
                            jobs.finish(handle, tenant, id, State.CHECKING, State.READY, lease);
                            return -1L;
                        }
                        ChunkPlan plan =
                                ChunkPlan.of(
                                        chunk,
                                        parser,
                                        customers.find(
                                                handle, tenant, numbers(chunk, parser), false),
                                        units,
                                        nth -> 0);
                        rows.results(handle, tenant, id, withoutNewIds(plan.results()), false);
                        jobs.progress(
                                handle,
                                tenant,
                                id,
                                State.CHECKING,
                                lease,
                                chunk.size(),
                                plan.counts());
                        return chunk.getLast().line();
                    });
        }
    }

    /// In a transaction of its own, because it holds back other analyses to its end.
    void analyze() {
        database.inWorkerTransaction(handle -> {
            rows.analyze(handle);
            return true;
        });
    }

    private void reparse(int tenant, long id, long lease, RowParser parser) {
        long line = 0;
        while (line >= 0) {
            long after = line;
            line =
                    database.inWorkerTransaction(handle -> {
                        jobs.progress(handle, tenant, id, State.CHECKING, lease, 0, NONE);
                        List<Stored> chunk = rows.after(handle, tenant, id, after, false, CHUNK);
                        if (chunk.isEmpty()) {
                            return -1L;
                        }
                        rows.reparsed(
                                handle,
                                tenant,
                                id,
                                chunk.stream()
                                        .map(row -> parser.parse(row.line(), row.cells()))
                                        .toList());
                        return chunk.getLast().line();
                    });
        }
    }

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    RowParser parser(Session session, Columns columns) {
        return new RowParser(columns, numbers, orgUnits, LocalDate.now(session.zone()));
    }

    static List<String> numbers(List<Stored> rows, RowParser parser) {
        return rows.stream().map(row -> parser.number(row.cells())).toList();
    }

    private static List<Result> withoutNewIds(List<Result> results) {
        return results.stream()
                .map(result ->
                        result.outcome().equals("CREATED")
                                ? new Result(result.line(), result.outcome(), null)
                                : result)
                .toList();
    }
}
