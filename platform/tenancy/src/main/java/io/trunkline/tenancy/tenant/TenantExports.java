package io.trunkline.tenancy.tenant;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.StartOrder;
import io.trunkline.tenancy.config.TenantsConfig;
import io.trunkline.tenancy.database.MigratorConnections;
import io.trunkline.tenancy.operator.OperatorAudit;
import io.trunkline.tenancy.operator.OperatorDatabase;
import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.operator.OperatorSession;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Exports of whole tenants. They run in the background, one of a tenant at a time; the file lies
/// in a folder that the nodes share, or on the node that made it.
@ApplicationScoped
public class TenantExports {

    private static final Logger LOG = Logger.getLogger(TenantExports.class);

    private static final Duration SWEEP_EVERY = Duration.ofHours(1);

    private static final String COLUMNS =
            """
            SELECT id, tenant, operator, node, tables, tables_done, rows, bytes, sha256, at, finished_at,
                   CASE WHEN state = 'running' AND alive_at < now() - interval '1 minute'
                        THEN 'interrupted'
                        WHEN state = 'done' AND finished_at < now() - make_interval(secs => :kept)
                        THEN 'expired' ELSE state END AS state
              FROM trunkline.operator_export
            """;

    private final MigratorConnections connections;
    private final OperatorDatabase database;
    private final OperatorAudit audit;
    private final IdGenerator ids;
    private final ExportFolder folder;
    private final Duration kept;
    private final String node = UUID.randomUUID().toString();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    public TenantExports(
            MigratorConnections connections,
            OperatorDatabase database,
            OperatorAudit audit,
            IdGenerator ids,
            TenantsConfig config) {
        this.connections = connections;
        this.database = database;
        this.audit = audit;
        this.ids = ids;
        this.kept = config.exportsKept();
        this.folder =
                new ExportFolder(
                        config.exports()
                                .orElseGet(() ->
                                        Path.of(
                                                System.getProperty("java.io.tmpdir"),
                                                "trunkline-exports")),
                        kept);
    }

    /// By each node for itself: the folder may not be shared.
    void start(@Observes @Priority(StartOrder.WORK) StartupEvent event) {
        threads.execute(this::sweepHourly);
    }

    private void sweepHourly() {
        try {
            while (true) {
                folder.sweep();
                Thread.sleep(SWEEP_EVERY);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    /// Begins one; answers the one that is running already.
    ///
    /// @throws PluginException `NOT_FOUND`, `WRONG_STATE` once the rows are being removed
    public TenantExport start(String key) {
        OperatorSession operator = OperatorRunner.current();
        TenantExport export =
                database.inTransaction(handle -> {
                    TenantFacts tenant = Tenants.find(handle, key).orElseThrow(Tenants::unknown);
                    if (tenant.state().compareTo(TenantState.ERASING) >= 0) {
                        throw new PluginException(TenantError.WRONG_STATE, tenant.state());
                    }
                    OperatorDatabase.enter(handle, tenant.id());
                    // Two who ask at once take turns.
                    handle.createQuery("SELECT id FROM trunkline.tenant WHERE id = :id FOR UPDATE")
                            .bind("id", tenant.id())
                            .mapTo(int.class)
                            .one();
                    Optional<TenantExport> running =
                            list(handle, key).stream()
                                    .filter(other -> other.state() == TenantExport.State.RUNNING)
                                    .findFirst();
                    return running.orElseGet(() -> begin(handle, tenant));
                });
        if (export.node().equals(node) && export.tables() == 0) {
            threads.execute(() -> OperatorRunner.call(operator, () -> run(export)));
        }
        return export;
    }

    /// Newest first, fifty at most.
    public List<TenantExport> list(String key) {
        return database.inTransaction(handle -> list(handle, key));
    }

    /// @throws PluginException `NOT_FOUND`
    public TenantExport get(String key, long id) {
        return list(key).stream()
                .filter(export -> export.id() == id)
                .findFirst()
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    /// The zip; handing it out stands in the operators' trail.
    ///
    /// @throws PluginException `NOT_FOUND`, `EXPORT_NOT_READY`, `EXPORT_GONE`
    public Path file(String key, long id) {
        TenantExport export = get(key, id);
        if (export.state() == TenantExport.State.EXPIRED) {
            throw new PluginException(TenantError.EXPORT_GONE, export.node());
        }
        if (export.state() != TenantExport.State.DONE) {
            throw new PluginException(TenantError.EXPORT_NOT_READY, export.state());
        }
        Path file = folder.path(export);
        if (!Files.isReadable(file)) {
            throw new PluginException(TenantError.EXPORT_GONE, export.node());
        }
        database.inTransaction(handle -> {
            audit.record(handle, "tenant.export.download", key, null, "{\"id\": \"" + id + "\"}");
            return true;
        });
        return file;
    }

    private TenantExport begin(Handle handle, TenantFacts tenant) {
        long id = ids.next();
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.operator_export (id, tenant, operator, node, state)
                        VALUES (:id, :tenant, :operator, :node, 'running')
                        """)
                .bind("id", id)
                .bind("tenant", tenant.key())
                .bind("operator", OperatorRunner.current().username())
                .bind("node", node)
                .execute();
        String facts = "{\"id\": \"" + id + "\"}";
        audit.record(handle, "tenant.export", tenant.key(), null, facts);
        audit.recordForTenant(handle, "tenant.export", tenant.id(), facts);
        return list(handle, tenant.key()).getFirst();
    }

    private boolean run(TenantExport export) {
        Path file = folder.path(export);
        try (Connection connection = connections.open()) {
            folder.make();
            TenantFacts tenant =
                    database.inTransaction(handle ->
                            Tenants.find(handle, export.tenant()).orElseThrow(Tenants::unknown));
            TenantArchive.Written written =
                    new TenantArchive(
                                    connection,
                                    tenant,
                                    table -> true,
                                    (all, done, rows) -> progress(export.id(), all, done, rows))
                            .write(file);
            finish(export.id(), "done", written);
            return true;
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.errorf(e, "Export %d of tenant %s failed", export.id(), export.tenant());
            ExportFolder.discard(file);
            finish(export.id(), "failed", null);
            return false;
        }
    }

    private void progress(long id, int tables, int done, long rows) {
        database.inTransaction(handle ->
                handle.createUpdate(
                                """
                                UPDATE trunkline.operator_export
                                   SET tables = :tables, tables_done = :done, rows = :rows, alive_at = now()
                                 WHERE id = :id
                                """)
                        .bind("tables", tables)
                        .bind("done", done)
                        .bind("rows", rows)
                        .bind("id", id)
                        .execute());
    }

    private void finish(long id, String state, TenantArchive.@Nullable Written written) {
        database.inTransaction(handle ->
                handle.createUpdate(
                                """
                                UPDATE trunkline.operator_export
                                   SET state = :state, finished_at = now(), bytes = :bytes, sha256 = :sha256,
                                       rows = coalesce(:rows, rows)
                                 WHERE id = :id
                                """)
                        .bind("state", state)
                        .bind("bytes", written == null ? 0 : written.bytes())
                        .bind("sha256", written == null ? null : written.sha256())
                        .bind("rows", written == null ? null : Long.valueOf(written.rows()))
                        .bind("id", id)
                        .execute());
    }

    private List<TenantExport> list(Handle handle, String key) {
        return handle.createQuery(COLUMNS + " WHERE tenant = :tenant ORDER BY id DESC LIMIT 50")
                .bind("tenant", key)
                .bind("kept", kept.toSeconds())
                .map((row, context) -> export(row))
                .list();
    }

    private static TenantExport export(ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new TenantExport(
                row.getLong("id"),
                row.getString("tenant"),
                row.getString("operator"),
                row.getString("node"),
                TenantExport.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("tables"),
                row.getInt("tables_done"),
                row.getLong("rows"),
                row.getLong("bytes"),
                row.getString("sha256"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant());
    }
}
