package io.trunkline.core.importing.internal;

import io.quarkus.runtime.ShutdownEvent;
import io.trunkline.core.importing.ImportJob.State;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Where dry runs and runs happen: in the background, as the person who started them, over the
/// whole tenant.
@ApplicationScoped
public class ImportWorkers {

    private static final Logger LOG = Logger.getLogger(ImportWorkers.class);
    private static final int AT_ONCE = 4;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final TenantDatabase database;
    private final ImportJobs jobs;
    private final ImportCheck check;
    private final ImportRun run;
    private final IdGenerator ids;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    ImportWorkers(
            TenantDatabase database,
            ImportJobs jobs,
            ImportCheck check,
            ImportRun run,
            IdGenerator ids) {
        this.database = database;
        this.jobs = jobs;
        this.check = check;
        this.run = run;
        this.ids = ids;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        threads.shutdown();
        if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }

    /// @param wide a tenant-wide session of whoever asked
    public void check(Session wide, long id, long lease, Columns columns, boolean reparse) {
        background(wide, id, lease, () -> check.run(id, lease, columns, reparse));
    }

    /// @param wide a tenant-wide session of whoever asked
    public void run(Session wide, long id, long lease, Columns columns) {
        background(
                wide,
                id,
                lease,
                () -> {
                    try {
                        if (!run.run(id, lease, columns, () -> stopped)) {
                            release(id, lease);
                        }
                    } catch (PluginException e) {
                        if (isServed(wide)) {
                            throw e;
                        }
                        LOG.infof("import %d waits: its tenant is suspended", id);
                        release(id, lease);
                        threads.execute(() -> goOnWhenServed(wide, id, columns));
                    }
                });
    }

    /// Waits for a suspended tenant to be resumed, as everything of it does. A node that ends
    /// meanwhile leaves an interrupted import, as always.
    private void goOnWhenServed(Session wide, long id, Columns columns) {
        int tenant = wide.tenant().id();
        try {
            while (!isServed(wide)) {
                if (stopped || !database.states().isKept(tenant)) {
                    return;
                }
                Thread.sleep(LOOK_EVERY);
            }
            long lease = ids.next();
            boolean taken =
                    TenantRunner.call(
                            wide,
                            () ->
                                    database.inTransaction(handle ->
                                            jobs.take(
                                                    handle,
                                                    tenant,
                                                    id,
                                                    State.RUNNING,
                                                    State.RUNNING,
                                                    lease)));
            if (taken) {
                run(wide, id, lease, columns);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("import %d is left for a person to resume: %s", id, root(e));
        }
    }

    private boolean isServed(Session session) {
        return database.states().isServed(session.tenant().id());
    }

    private void background(Session wide, long id, long lease, Runnable work) {
        threads.execute(() ->
                TenantRunner.run(
                        wide,
                        () -> {
                            free.acquireUninterruptibly();
                            try {
                                work.run();
                            } catch (LostLeaseException e) {
                                LOG.debugf("import %d was cancelled or taken over", id);
                            } catch (RuntimeException e) {
                                LOG.errorf("import %d was interrupted: %s", id, root(e));
                                failed(id, lease);
                            } finally {
                                free.release();
                            }
                        }));
    }

    /// A dry run that failed is over; a run can be resumed by whoever looks at it.
    private void failed(long id, long lease) {
        try {
            int tenant = TenantRunner.current().tenant().id();
            database.inTransaction(handle -> {
                jobs.checkFailed(handle, tenant, id, lease);
                jobs.release(handle, tenant, id, lease);
                return true;
            });
        } catch (RuntimeException e) {
            LOG.warnf("the lease of import %d ends by itself: %s", id, e.getMessage());
        }
    }

    private void release(long id, long lease) {
        int tenant = TenantRunner.current().tenant().id();
        database.settling(handle -> {
            jobs.release(handle, tenant, id, lease);
            return true;
        });
    }

    /// The statement's own message would carry the customers it was about into the log.
    private static Throwable root(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }
}
