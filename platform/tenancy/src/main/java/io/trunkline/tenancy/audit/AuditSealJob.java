package io.trunkline.tenancy.audit;

import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.internal.Sealing;
import io.trunkline.tenancy.job.TenantJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// Seals each tenant's new entries into its chain, some seconds after they were written and never
/// within a request. Entries wait while a transaction that is older than theirs still runs.
@ApplicationScoped
public class AuditSealJob implements TenantJob {

    public static final String NAME = "audit-seal";

    private final TenantDatabase database;
    private final DataSource worker;

    @Inject
    public AuditSealJob(
            TenantDatabase database, @io.quarkus.agroal.DataSource("worker") DataSource worker) {
        this.database = database;
        this.worker = worker;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public List<Integer> tenants(Sessions sessions) {
        List<Integer> found = new ArrayList<>();
        try (Connection connection = worker.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT * FROM trunkline.tenants_to_seal()")) {
            while (row.next()) {
                found.add(row.getInt(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("tenants with entries to seal cannot be looked up", e);
        }
    }

    @Override
    public void run() {
        int tenant = TenantRunner.current().tenant().id();
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = database.inWorkerTransaction(handle -> Sealing.chunk(handle, tenant));
        }
    }
}
