package io.trunkline.core.export;

import io.trunkline.core.Json;
import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.core.customer.Customers;
import io.trunkline.core.export.CustomerExport.Format;
import io.trunkline.core.export.CustomerExport.State;
import io.trunkline.core.export.internal.ExportFiles;
import io.trunkline.core.export.internal.ExportWorkers;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.Resource;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.limit.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Exports of the customer list. All need the permission `customer.export`; everyone has her own,
/// and nobody else's. A file holds what its maker sees in the list: masked values masked, hidden
/// fields not at all. That one was begun, ended and fetched is in the audit.
@ApplicationScoped
public class CustomerExports {

    private final TenantDatabase database;
    private final Customers customers;
    private final ExportFiles files;
    private final ExportWorkers workers;
    private final IdGenerator ids;
    private final Audit audit;
    private final Limits limits;
    private final ExportConfig config;

    CustomerExports(
            TenantDatabase database,
            Customers customers,
            ExportFiles files,
            ExportWorkers workers,
            IdGenerator ids,
            Audit audit,
            Limits limits,
            ExportConfig config) {
        this.database = database;
        this.customers = customers;
        this.files = files;
        this.workers = workers;
        this.ids = ids;
        this.audit = audit;
        this.limits = limits;
        this.config = config;
    }

    /// Starts making a file, in the background.
    ///
    /// @param query which customers in which order; its cursor and limit are not looked at
    /// @param texts words for the head of a column by its key: the keys of
    ///   [io.trunkline.core.customer.CustomerField], `unit`, `owner`, `created`, `currency`, and
    ///   for the cells `gender.FEMALE`, `gender.MALE`
    /// @throws io.trunkline.tenancy.limit.LimitReachedException when the tenant made as many as it
    ///   may
    /// @throws PluginException [ExportError#ALREADY_RUNNING], and whatever the list itself refuses
    public CustomerExport start(CustomerQuery query, Format format, UnaryOperator<String> texts) {
        Session session = exporter();
        session.require(CorePermissions.CUSTOMER_VIEW);
        // What the list refuses is told now, not by an export that fails.
        customers.list(new CustomerQuery(query.filter(), query.phone(), query.sort(), null, 1));
        long id = ids.next();
        int tenant = session.tenant().id();
        long member = session.actor().requireMember();
        database.inTransaction(handle -> {
            limits.take(handle, Resource.EXPORTS, 1);
            limits.requireRoom(handle, Resource.JOBS, 1);
            if (!files.begin(handle, tenant, member, id, format, config)) {
                throw new PluginException(ExportError.ALREADY_RUNNING);
            }
            audit.record(handle, "customer.export", "export", id, null, facts(query, format));
            return true;
        });
        workers.make(session, id, query, format, texts);
        return find(id).orElseThrow();
    }

    public Optional<CustomerExport> find(long id) {
        Session session = exporter();
        long member = session.actor().requireMember();
        return database.inTransaction(
                handle -> files.find(handle, session.tenant().id(), member, id));
    }

    /// The caller's own, newest first.
    ///
    /// @param limit at most 200
    public List<CustomerExport> mine(int limit) {
        Session session = exporter();
        long member = session.actor().requireMember();
        return database.inTransaction(handle ->
                files.mine(handle, session.tenant().id(), member, Math.clamp(limit, 1, 200)));
    }

    /// Stops one that runs; idempotent.
    ///
    /// @throws PluginException `NOT_FOUND`
    public CustomerExport cancel(long id) {
        required(id);
        Session session = TenantRunner.current();
        int tenant = session.tenant().id();
        database.inTransaction(handle -> {
            if (files.end(handle, tenant, id, State.CANCELLED, 0, false)) {
                audit.record(
                        handle,
                        "customer.export-end",
                        "export",
                        id,
                        null,
                        ended(State.CANCELLED, 0));
            }
            return true;
        });
        return required(id);
    }

    /// Writes the file, piece by piece.
    ///
    /// @param output not closed
    /// @throws PluginException `NOT_FOUND`, [ExportError#NO_FILE]
    public void download(long id, OutputStream output) throws IOException {
        if (required(id).state() != State.DONE) {
            throw new PluginException(ExportError.NO_FILE);
        }
        Session session = TenantRunner.current();
        int tenant = session.tenant().id();
        database.inTransaction(handle -> {
            audit.record(handle, "customer.export-download", "export", id, null, null);
            return true;
        });
        Optional<byte[]> piece = piece(tenant, id, 0);
        for (int nth = 1; piece.isPresent(); nth++) {
            output.write(piece.get());
            piece = piece(tenant, id, nth);
        }
        output.flush();
    }

    private Optional<byte[]> piece(int tenant, long id, int nth) {
        return database.inTransaction(handle -> files.piece(handle, tenant, id, nth));
    }

    private CustomerExport required(long id) {
        return find(id).orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    private static Session exporter() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.CUSTOMER_EXPORT);
        return session;
    }

    private static String facts(CustomerQuery query, Format format) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("format", format);
        facts.put("sort", query.sort());
        facts.put("filter", query.filter());
        facts.put("byPhone", query.phone() != null);
        return Json.write(facts);
    }

    private static String ended(State state, long rows) {
        return Json.write(Map.of("state", state, "rows", rows));
    }
}
