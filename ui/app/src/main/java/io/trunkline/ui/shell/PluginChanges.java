package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.StartOrder;
import io.trunkline.tenancy.TenantRunner;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells the pages open on this node when other releases of plugins serve their tenant, or it
/// enabled or disabled one: within a second or two, and nobody has to touch them.
@ApplicationScoped
public class PluginChanges {

    private static final Logger LOG = Logger.getLogger(PluginChanges.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final PluginGateway gateway;
    private final Sessions sessions;
    private final ScreenUpdates updates;
    private final Set<Watched> pages = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;
    private @Nullable Thread poller;

    @Inject
    PluginChanges(PluginGateway gateway, Sessions sessions, ScreenUpdates updates) {
        this.gateway = gateway;
        this.sessions = sessions;
        this.updates = updates;
    }

    /// What looks at the change, on its page and inside a session of its person.
    @FunctionalInterface
    public interface Looker {

        /// @return when to look again though nothing changes; null for not at all
        @Nullable Instant look();
    }

    void start(@Observes @Priority(StartOrder.WORK) StartupEvent event) {
        poller = Thread.ofVirtual().name("plugin-changes").start(this::poll);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        if (poller != null) {
            poller.interrupt();
        }
    }

    /// Called while the page is handled.
    ///
    /// @param urgent asked every second: whether to look at once though nothing changed
    /// @return ends it
    public Registration watch(UI ui, Looker looker, BooleanSupplier urgent) {
        Watched page =
                new Watched(
                        updates.target(ui),
                        TenantRunner.current().tenant().id(),
                        looker,
                        urgent,
                        serving());
        pages.add(page);
        return () -> pages.remove(page);
    }

    /// The generations whose screens the current tenant has, in its order.
    private List<Long> serving() {
        return gateway.uiEntries().stream().map(PluginGateway.UiEntry::generation).toList();
    }

    private void poll() {
        while (!stopped) {
            try {
                Thread.sleep(EVERY);
                look();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("open pages are told of plugins later: %s", e.getMessage());
            }
        }
    }

    private void look() {
        Map<Integer, Optional<List<Long>>> byTenant = new HashMap<>();
        for (Watched page : pages) {
            List<Long> now = byTenant.computeIfAbsent(page.tenant, this::serving).orElse(page.seen);
            // A page that is still looking looks again at the next turn.
            if (page.isDue(now) && page.busy.compareAndSet(false, true)) {
                page.seen = now;
                page.again = null;
                Thread.ofVirtual().name("plugin-change").start(() -> tell(page));
            }
        }
    }

    /// Empty for a tenant that is being suspended: its pages are told so by others, and keep nobody
    /// else waiting.
    private Optional<List<Long>> serving(int tenant) {
        try {
            return Optional.of(TenantRunner.call(sessions.platform(tenant), () -> serving()));
        } catch (RuntimeException e) {
            LOG.debugf("tenant %d is looked at later: %s", tenant, e.getMessage());
            return Optional.empty();
        }
    }

    private void tell(Watched page) {
        try {
            updates.run(page.target, () -> page.again = page.looker.look());
        } catch (RuntimeException e) {
            LOG.warnf(e, "a page could not be told of plugins");
        } finally {
            page.busy.set(false);
        }
    }

    private static final class Watched {

        private final ScreenUpdates.Target target;
        private final int tenant;
        private final Looker looker;
        private final BooleanSupplier urgent;
        private final AtomicBoolean busy = new AtomicBoolean();
        private volatile List<Long> seen;
        private volatile @Nullable Instant again;

        Watched(
                ScreenUpdates.Target target,
                int tenant,
                Looker looker,
                BooleanSupplier urgent,
                List<Long> seen) {
            this.target = target;
            this.tenant = tenant;
            this.looker = looker;
            this.urgent = urgent;
            this.seen = seen;
        }

        boolean isDue(List<Long> now) {
            Instant due = again;
            return !now.equals(seen)
                    || (due != null && Instant.now().isAfter(due))
                    || urgent.getAsBoolean();
        }
    }
}
