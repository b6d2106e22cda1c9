package io.trunkline.core.export.internal;

import io.quarkus.runtime.ShutdownEvent;
import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.core.export.CustomerExport.Format;
import io.trunkline.core.export.ExportConfig;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// Where files are made: in the background, as the person who asked, a few at a time.
@ApplicationScoped
public class ExportWorkers {

    private static final Duration RENEWED = ExportFiles.LEASE.dividedBy(4);

    private final ExportRun run;
    private final Semaphore free;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ExportWorkers(ExportRun run, ExportConfig config) {
        this.run = run;
        this.free = new Semaphore(config.atOnce(), true);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(5, TimeUnit.SECONDS);
    }

    public void make(
            Session session,
            long id,
            CustomerQuery query,
            Format format,
            UnaryOperator<String> texts) {
        threads.execute(() ->
                TenantRunner.run(
                        session,
                        () -> {
                            if (!turn(id)) {
                                return;
                            }
                            try {
                                run.make(id, query, format, texts);
                            } finally {
                                free.release();
                            }
                        }));
    }

    /// Waits for its turn, and lets it be known meanwhile that this node lives.
    ///
    /// @return false when it is to go on no longer
    private boolean turn(long id) {
        try {
            while (!free.tryAcquire(RENEWED.toSeconds(), TimeUnit.SECONDS)) {
                if (!run.goesOn(id)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
