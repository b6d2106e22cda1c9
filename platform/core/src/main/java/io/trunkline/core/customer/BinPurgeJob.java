package io.trunkline.core.customer;

import io.quarkus.agroal.DataSource;
import io.trunkline.core.customer.internal.BinTable;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Retention;
import io.trunkline.tenancy.job.TenantJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Empties each tenant's bin of what lay there for as long as the tenant keeps it.
@ApplicationScoped
public class BinPurgeJob implements TenantJob {

    public static final String NAME = "bin-purge";

    private static final int CHUNK = 500;

    private final TenantDatabase database;
    private final javax.sql.DataSource worker;
    private final BinTable bin;
    private final Retention retention;

    BinPurgeJob(
            TenantDatabase database,
            @DataSource("worker") javax.sql.DataSource worker,
            BinTable bin,
            Retention retention) {
        this.database = database;
        this.worker = worker;
        this.bin = bin;
        this.retention = retention;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public List<Integer> tenants(Sessions sessions) {
        List<Integer> active = sessions.activeTenants();
        List<Integer> found = new ArrayList<>();
        try (Connection connection = worker.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT * FROM trunkline.tenants_with_bin()")) {
            while (row.next()) {
                found.add(row.getInt(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("tenants with a bin cannot be looked up", e);
        }
        found.retainAll(active);
        return found;
    }

    @Override
    public void run() {
        int tenant = TenantRunner.current().tenant().id();
        int days = retention.times().binDays();
        int erased = CHUNK;
        while (erased == CHUNK && !Thread.currentThread().isInterrupted()) {
            erased = database.inWorkerTransaction(handle -> bin.erase(handle, tenant, days, CHUNK));
        }
    }
}
