package io.trunkline.core.importing.internal;

import io.quarkus.runtime.ShutdownEvent;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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

    private final TenantDatabase database;
    private final ImportJobs jobs;
    private final ImportCheck check;
    private final ImportRun run;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    ImportWorkers(TenantDatabase database, ImportJobs jobs, ImportCheck check, ImportRun run) {
        this.database = database;
        this.jobs = jobs;
        this.check = check;
        this.run = run;
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
                    if (!run.run(id, lease, columns, () -> stopped)) {
                        release(id, lease);
                    }
                });
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
        database.inTransaction(handle -> {
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
