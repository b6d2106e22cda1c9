package io.trunkline.core.event;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.core.event.internal.DispatchSignal;
import io.trunkline.core.event.internal.TenantDrain;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.StartOrder;
import io.trunkline.tenancy.TenantRunner;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hands out events: at least once, in the order they were written for one customer, each tenant
/// under its own session.
@ApplicationScoped
public class EventDispatcher {

    /// Priority of the start: subscribers register in an observer of the start with a lower one.
    public static final int START_ORDER = StartOrder.WORK;

    private static final Logger LOG = Logger.getLogger(EventDispatcher.class);

    /// The signal comes with the event's statement, a moment before its commit: look often for a
    /// while.
    private static final Duration SOON = Duration.ofMillis(10);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AgroalDataSource source;
    private final Sessions sessions;
    private final EventSubscribers subscribers;
    private final TenantDrain drain;
    private final DispatchSignal signal;
    private final EventsConfig config;
    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();
    private final Semaphore free;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;
    private @Nullable Thread poller;

    EventDispatcher(
            AgroalDataSource source,
            Sessions sessions,
            EventSubscribers subscribers,
            TenantDrain drain,
            DispatchSignal signal,
            EventsConfig config) {
        this.source = source;
        this.sessions = sessions;
        this.subscribers = subscribers;
        this.drain = drain;
        this.signal = signal;
        this.config = config;
        this.free = new Semaphore(config.tenantsAtOnce());
    }

    void start(@Observes @Priority(START_ORDER) StartupEvent event) {
        poller = Thread.ofVirtual().name("event-dispatcher").start(this::poll);
    }

    /// Lets deliveries under way finish, for some seconds. Before the plugins stop: an event that
    /// nobody wants any more would count as done.
    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        stopped = true;
        drain.stop();
        signal.raise();
        if (poller != null) {
            poller.join(PATIENCE);
        }
        workers.shutdown();
        if (!workers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            workers.shutdownNow();
        }
    }

    /// Says that events were committed just now. Not needed for correctness.
    public void wake() {
        signal.raise();
    }

    private void poll() {
        Duration wait = config.pollInterval();
        while (!stopped) {
            try {
                for (int tenant : tenantsWithEvents()) {
                    if (!stopped && busy.add(tenant)) {
                        free.acquire();
                        workers.execute(() -> serve(tenant));
                    }
                }
                wait = signal.await(wait) ? SOON : longer(wait);
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("events cannot be looked up, trying again: %s", e.getMessage());
                pause();
            }
        }
    }

    private void serve(int tenant) {
        boolean more = false;
        try {
            more = TenantRunner.call(sessions.platform(tenant), drain::run);
        } catch (RuntimeException e) {
            LOG.warnf(e, "events of tenant %d are left for a later attempt", tenant);
        } finally {
            busy.remove(tenant);
            free.release();
        }
        if (more) {
            signal.raise();
        }
    }

    private List<Integer> tenantsWithEvents() throws SQLException {
        List<Integer> tenants = new ArrayList<>();
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT * FROM trunkline.tenants_with_events(?)")) {
            statement.setArray(1, connection.createArrayOf("text", subscribers.takers().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tenants.add(rows.getInt(1));
                }
            }
        }
        return tenants;
    }

    private Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(config.pollInterval()) < 0 ? doubled : config.pollInterval();
    }

    private void pause() {
        try {
            Thread.sleep(config.pollInterval());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
