package io.trunkline.core.importing;

import io.trunkline.core.importing.ImportJob.State;
import io.trunkline.core.importing.internal.Columns;
import io.trunkline.core.importing.internal.CsvFile;
import io.trunkline.core.importing.internal.ImportCheck;
import io.trunkline.core.importing.internal.ImportJobs;
import io.trunkline.core.importing.internal.ImportRows;
import io.trunkline.core.importing.internal.ImportWorkers;
import io.trunkline.core.importing.internal.RefusedFileException;
import io.trunkline.core.importing.internal.UploadedFile;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.Resource;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.FieldPolicy.Rule;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.limit.Limits;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Imports of the current tenant. All need the permission `customer.import`; an import is always
/// tenant-wide.
///
/// A column is imported only where the importer's field policy leaves its field open; what the file
/// says of other fields is left out, and where that is the name or the number, the file is refused.
///
/// Rows are matched by external number. A row adds to or changes what it says something of: an
/// empty cell leaves the present value, a phone not there yet becomes the first, and a unit a
/// person allocated stands until the file names another district than last time. Of several rows
/// with one number the first is applied.
@ApplicationScoped
public class Imports {

    private static final int LONGEST_NAME = 200;

    private final TenantDatabase database;
    private final ImportJobs jobs;
    private final ImportRows rows;
    private final ImportCheck check;
    private final ImportWorkers workers;
    private final OrgUnits orgUnits;
    private final IdGenerator ids;
    private final Limits limits;

    Imports(
            TenantDatabase database,
            ImportJobs jobs,
            ImportRows rows,
            ImportCheck check,
            ImportWorkers workers,
            OrgUnits orgUnits,
            IdGenerator ids,
            Limits limits) {
        this.database = database;
        this.jobs = jobs;
        this.rows = rows;
        this.check = check;
        this.workers = workers;
        this.orgUnits = orgUnits;
        this.ids = ids;
        this.limits = limits;
    }

    /// Takes a file in and starts its dry run. A file that cannot be imported as a whole (not CSV,
    /// empty, too large, undecodable, without a name or number column) becomes a REFUSED import
    /// that says why; nothing else is written.
    ///
    /// Problems: `spreadsheet`, `empty`, `binary`, `encoding`, `too-large` (megabytes allowed),
    /// `malformed` (line), `too-many-columns` (columns allowed), `no-number-column`,
    /// `no-name-column`, `not-allowed` (column), `no-rows`, and `check-failed` where the dry run
    /// broke off.
    ///
    /// @param content read to its end or to the limit of 100 MB; not closed
    /// @throws io.trunkline.tenancy.limit.LimitReachedException when the tenant has as many jobs
    ///   under way, or keeps as many files, as it may
    public ImportJob upload(String fileName, InputStream content) {
        Session wide = wide(importer());
        String name = fileName.substring(0, Math.min(fileName.length(), LONGEST_NAME));
        long id = ids.next();
        long lease = ids.next();
        return TenantRunner.call(
                wide,
                () -> {
                    try (UploadedFile file = UploadedFile.take(content)) {
                        requireRoom(file);
                        check.store(id, lease, name, CsvFile.open(file));
                    } catch (RefusedFileException e) {
                        database.inTransaction(handle -> {
                            jobs.insertRefused(handle, wide, id, name, e);
                            return true;
                        });
                        return required(wide, id);
                    }
                    ImportJob job = required(wide, id);
                    workers.check(wide, id, lease, new Columns(job.columns()), false);
                    return job;
                });
    }

    /// Corrects what columns mean and runs the dry run again.
    ///
    /// @throws PluginException [ImportError#COLUMNS_INVALID], [ImportError#NOT_READY], `NOT_FOUND`
    public ImportJob remap(long id, Map<Integer, ImportField> fieldsByColumn) {
        Session session = importer();
        Columns columns =
                new Columns(required(session, id).columns())
                        .corrected(fieldsByColumn, session.fields());
        long lease = ids.next();
        int tenant = session.tenant().id();
        boolean taken =
                database.inTransaction(handle -> {
                    boolean mine =
                            jobs.take(handle, tenant, id, State.READY, State.CHECKING, lease);
                    if (mine) {
                        jobs.columns(handle, tenant, id, columns);
                    }
                    return mine;
                });
        if (!taken) {
            throw notReady(session, id);
        }
        workers.check(wide(session), id, lease, columns, true);
        return required(session, id);
    }

    /// Starts a READY import, or goes on with an INTERRUPTED one. Idempotent while it runs and when
    /// it is done.
    ///
    /// @throws PluginException [ImportError#NOT_READY], `NOT_FOUND`, `LIMIT_REACHED` while the
    ///   tenant has as many jobs under way as it may
    public ImportJob start(long id) {
        Session session = importer();
        ImportJob job = required(session, id);
        if (job.state() == State.RUNNING || job.state() == State.DONE) {
            return job;
        }
        State stored = job.state() == State.INTERRUPTED ? State.RUNNING : State.READY;
        long lease = ids.next();
        int tenant = session.tenant().id();
        boolean taken =
                database.inTransaction(handle -> {
                    limits.requireRoom(handle, Resource.JOBS, 1);
                    return jobs.take(handle, tenant, id, stored, State.RUNNING, lease);
                });
        ImportJob now = required(session, id);
        if (taken) {
            workers.run(wide(session), id, lease, new Columns(job.columns()));
            return now;
        }
        if (now.state() != State.RUNNING && now.state() != State.DONE) {
            throw notReady(session, id);
        }
        return now;
    }

    /// Stops before the next chunk; what is done stays.
    ///
    /// @throws PluginException [ImportError#NOT_READY] when it is over already, `NOT_FOUND`
    public ImportJob cancel(long id) {
        Session session = importer();
        ImportJob job = required(session, id);
        boolean cancelled =
                database.inTransaction(handle -> jobs.cancel(handle, session.tenant().id(), id));
        if (!cancelled && job.state() != State.CANCELLED) {
            throw notReady(session, id);
        }
        return required(session, id);
    }

    public Optional<ImportJob> find(long id) {
        Session session = importer();
        Optional<ImportJob> job =
                database.inTransaction(handle -> jobs.find(handle, session.tenant().id(), id));
        job.filter(found -> found.state() == State.CHECKING)
                .ifPresent(found -> goOnChecking(session, found));
        return job.map(found -> visible(session, found));
    }

    /// Newest first.
    ///
    /// @param limit at most 200
    public List<ImportJob> history(int limit) {
        Session session = importer();
        return database
                .inTransaction(handle ->
                        jobs.history(handle, session.tenant().id(), Math.clamp(limit, 1, 200)))
                .stream()
                .map(job -> visible(session, job))
                .toList();
    }

    /// Row-level findings in the order of the rows. A row's findings are never torn apart: the last
    /// row may bring a few more than the limit.
    ///
    /// @param afterRow row of the last one seen, 0 to begin
    /// @param limit at most 1,000
    public List<ImportFinding> findings(long id, long afterRow, int limit) {
        Session session = importer();
        int most = Math.clamp(limit, 1, 1_000);
        return database
                .inTransaction(
                        handle -> rows.findings(handle, session.tenant().id(), id, afterRow, most))
                .stream()
                .map(finding -> visible(session, finding))
                .toList();
    }

    /// Someone else may have uploaded the file, who sees more.
    private static ImportJob visible(Session session, ImportJob job) {
        List<ImportColumn> columns =
                job.columns().stream()
                        .map(column ->
                                shows(session, column.field(), column.header())
                                        ? column
                                        : column.withoutSamples())
                        .toList();
        return job.with(columns);
    }

    private static ImportFinding visible(Session session, ImportFinding finding) {
        // A finding of one of the tenant's own fields does not say which.
        return shows(session, finding.field(), "") ? finding : finding.withoutValue();
    }

    private static boolean shows(Session session, ImportField field, String header) {
        Rule rule = field.rule(session.fields(), header);
        return rule == Rule.OPEN || rule == Rule.READ_ONLY;
    }

    /// A dry run whose server died is begun again by whoever looks at it; it changes no customer.
    private void goOnChecking(Session session, ImportJob job) {
        long lease = ids.next();
        int tenant = session.tenant().id();
        boolean taken =
                database.inTransaction(handle ->
                        jobs.take(handle, tenant, job.id(), State.CHECKING, State.CHECKING, lease));
        if (taken) {
            workers.check(wide(session), job.id(), lease, new Columns(job.columns()), true);
        }
    }

    /// Looked at before the rows are stored, which takes its time: two files at once may pass
    /// together.
    private void requireRoom(UploadedFile file) {
        database.inTransaction(handle -> {
            limits.requireRoom(handle, Resource.JOBS, 1);
            limits.requireRoom(handle, Resource.STORAGE, file.megabytes());
            return true;
        });
    }

    private ImportJob required(Session session, long id) {
        return database.inTransaction(handle -> jobs.find(handle, session.tenant().id(), id))
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    private PluginException notReady(Session session, long id) {
        return new PluginException(ImportError.NOT_READY, required(session, id).state().name());
    }

    private static Session importer() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.CUSTOMER_IMPORT);
        return session;
    }

    private Session wide(Session session) {
        return session.tenantWide(
                orgUnits.all().stream().map(OrgUnit::id).collect(Collectors.toSet()));
    }
}
