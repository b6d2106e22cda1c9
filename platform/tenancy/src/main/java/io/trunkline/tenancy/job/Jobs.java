package io.trunkline.tenancy.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.StartOrder;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.operator.OperatorSession;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs every [TenantJob] and [PlatformJob] of the installation, each on one node at a time.
@ApplicationScoped
public class Jobs {

    private static final Logger LOG = Logger.getLogger(Jobs.class);
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final javax.sql.DataSource worker;
    private final Sessions sessions;
    private final TenantDatabase database;
    private final List<TenantJob> jobs;
    private final List<PlatformJob> platformJobs;
    private final JobsConfig config;
    private @Nullable Scheduler scheduler;

    @Inject
    public Jobs(
            @DataSource("worker") javax.sql.DataSource worker,
            TenantDatabase database,
            Sessions sessions,
            @All List<TenantJob> jobs,
            @All List<PlatformJob> platformJobs,
            JobsConfig config) {
        this.worker = worker;
        this.database = database;
        this.sessions = sessions;
        this.jobs = List.copyOf(jobs);
        this.platformJobs = List.copyOf(platformJobs);
        this.config = config;
    }

    /// Runs one job now, for every tenant it is for; a tenant's failure is logged.
    ///
    /// @throws IllegalArgumentException when there is no job of that name
    public void run(String name) {
        Optional<PlatformJob> platformJob =
                platformJobs.stream().filter(job -> job.name().equals(name)).findFirst();
        if (platformJob.isPresent()) {
            run(platformJob.get());
            return;
        }
        run(
                jobs.stream()
                        .filter(job -> job.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("there is no job " + name)));
    }

    void begin(@Observes @Priority(StartOrder.WORK) StartupEvent event) {
        start();
    }

    void end(@Observes @Priority(1) ShutdownEvent event) {
        stop();
    }

    void start() {
        List<RecurringTask<Void>> tasks =
                Stream.concat(
                                jobs.stream().map(this::recurring),
                                platformJobs.stream().map(Jobs::recurring))
                        .toList();
        if (!config.enabled() || tasks.isEmpty()) {
            return;
        }
        scheduler =
                Scheduler.create(worker)
                        .startTasks(tasks)
                        .tableName("trunkline.scheduled_task")
                        .threads(AT_ONCE)
                        .pollingInterval(config.pollInterval())
                        .shutdownMaxWait(PATIENCE)
                        .build();
        scheduler.start();
    }

    void stop() {
        if (scheduler != null) {
            scheduler.stop();
        }
    }

    private RecurringTask<Void> recurring(TenantJob job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.every()))
                .execute((instance, context) -> run(job));
    }

    private static RecurringTask<Void> recurring(PlatformJob job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.every()))
                .execute((instance, context) -> run(job));
    }

    private static void run(PlatformJob job) {
        OperatorRunner.call(
                OperatorSession.PLATFORM,
                () -> {
                    job.run();
                    return true;
                });
    }

    private void run(TenantJob job) {
        for (int tenant : job.tenants(sessions)) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            // It may have been suspended since the turn began.
            if (!database.states().isServed(tenant)) {
                continue;
            }
            try {
                TenantRunner.run(sessions.platform(tenant), job::run);
            } catch (RuntimeException e) {
                LOG.errorf(e, "Job %s failed for tenant %d, tried again later", job.name(), tenant);
            }
        }
    }
}
