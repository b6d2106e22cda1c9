package io.trunkline.core.handover.internal;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.TenantJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Where handovers run: in the background as the person who began them, and every minute again for
/// those whose server died.
@ApplicationScoped
public class HandoverWorkers implements TenantJob {

    private static final Logger LOG = Logger.getLogger(HandoverWorkers.class);

    private final HandoverRun run;
    private final AgroalDataSource source;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    HandoverWorkers(HandoverRun run, AgroalDataSource source) {
        this.run = run;
        this.source = source;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        threads.shutdown();
        if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }

    /// @param wide a tenant-wide session of whoever began it
    public void run(Session wide, long id) {
        threads.execute(() -> {
            try {
                TenantRunner.run(wide, () -> run.run(id, () -> stopped));
            } catch (RuntimeException e) {
                LOG.warnf(e, "handover %d broke off, it goes on within a minute", id);
            }
        });
    }

    @Override
    public String name() {
        return "handover";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public List<Integer> tenants(Sessions sessions) {
        List<Integer> tenants = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT * FROM trunkline.tenants_with_handovers()")) {
            while (rows.next()) {
                tenants.add(rows.getInt(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("running handovers cannot be looked up", e);
        }
        return tenants;
    }

    /// As whoever began each: what is changed is hers in the audit trail, whichever server does it.
    @Override
    public void run() {
        Session platform = TenantRunner.current();
        run.running()
                .forEach(begun ->
                        TenantRunner.run(
                                platform.inNameOf(begun.starter()),
                                () ->
                                        run.run(
                                                begun.id(),
                                                () -> Thread.currentThread().isInterrupted())));
    }
}
