package io.trunkline.core.export.internal;

import io.quarkus.runtime.ShutdownEvent;
import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.core.export.CustomerExport.Format;
import io.trunkline.core.export.ExportConfig;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// Where files are made: in the background, as the person who asked, a few at a time.
@ApplicationScoped
public class ExportWorkers {

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
                            try {
                                free.acquire();
                            } catch (InterruptedException stopping) {
                                Thread.currentThread().interrupt();
                                return;
                            }
                            try {
                                run.make(id, query, format, texts);
                            } finally {
                                free.release();
                            }
                        }));
    }
}
