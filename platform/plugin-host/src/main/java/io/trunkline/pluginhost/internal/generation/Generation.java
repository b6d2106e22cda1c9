package io.trunkline.pluginhost.internal.generation;

import io.trunkline.pluginhost.PluginsConfig;
import io.trunkline.pluginhost.internal.call.CallMeter;
import io.trunkline.pluginhost.internal.call.CallThreads;
import io.trunkline.pluginhost.internal.call.SettingValues;
import io.trunkline.pluginhost.internal.call.TenantGuard;
import io.trunkline.pluginhost.internal.database.PluginPool;
import io.trunkline.pluginhost.internal.release.Release;
import io.trunkline.spi.ApprovalKind;
import io.trunkline.spi.NotificationKind;
import io.trunkline.spi.OpenWork;
import io.trunkline.spi.Permission;
import io.trunkline.spi.Setting;
import io.trunkline.spi.Subscription;
import io.trunkline.spi.Texts;
import io.trunkline.spi.TrunklinePlugin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running instance of one release of a plugin. Never changed: an upgrade is another
/// generation, and both can serve, each for some tenants.
public final class Generation {

    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);
    private static final Duration HANDOVER_LOOK = Duration.ofMillis(200);

    /// So long another one stands in for it at most.
    private static final Duration HANDOVER = Duration.ofSeconds(10);

    private final long number;
    private final Release release;
    private final Declared declared;
    private final SettingValues settings;
    private final Resources resources;
    private final InFlight inFlight = new InFlight();
    private final SlowStart start = new SlowStart(HANDOVER);
    private final OpenPages pages = new OpenPages();
    private final CallMeter meter = new CallMeter();
    private final Map<Integer, TenantGuard> guards = new ConcurrentHashMap<>();
    private final PluginsConfig config;
    private final CallThreads threads;

    Generation(
            long number,
            Release release,
            Declared declared,
            SettingValues settings,
            PluginsConfig config,
            Resources resources) {
        this.config = config;
        this.number = number;
        this.release = release;
        this.declared = declared;
        this.settings = settings;
        this.resources = resources;
        this.threads = new CallThreads(pluginId(), toString(), config);
    }

    /// What the plugin said of itself, read once.
    ///
    /// @param ui the entry object of its screens; empty without, or on a node without screens
    public record Declared(
            TrunklinePlugin entry,
            Optional<Object> ui,
            Set<Permission> permissions,
            Map<String, Setting<?>> settings,
            RouteTable routes,
            List<Subscription<?>> subscriptions,
            List<OpenWork> openWork,
            List<NotificationKind> notifications,
            List<ApprovalKind> approvals,
            Texts texts) {}

    /// What it holds of the node until it ends.
    public interface Resources extends AutoCloseable {
        PluginPool.Use connections();

        void warm(long connections);

        /// Gives back what is not used at this moment, without haste.
        void wane();
    }

    public long number() {
        return number;
    }

    public String pluginId() {
        return release.manifest().id();
    }

    public Release release() {
        return release;
    }

    public Declared declared() {
        return declared;
    }

    public SettingValues settings() {
        return settings;
    }

    /// Of one tenant's calls into it.
    public TenantGuard guard(int tenantId) {
        return guards.computeIfAbsent(
                tenantId, id -> new TenantGuard(this + ", tenant " + id, config));
    }

    public CallMeter meter() {
        return meter;
    }

    /// Where its calls run.
    public CallThreads threads() {
        return threads;
    }

    /// Calls inside at this moment.
    public long inside() {
        return inFlight.inside();
    }

    /// Tenants whose calls are refused at this moment since most of them failed.
    public long tripped() {
        return guards.values().stream().filter(TenantGuard::isTripped).count();
    }

    public PluginPool.Use connections() {
        return resources.connections();
    }

    /// Opens as many connections as another one holds whose place it is to take: else its first
    /// callers would all wait for theirs at the same moment.
    public void warmLike(Generation before) {
        PluginPool.Use held = before.connections();
        resources.warm(held.active() + held.idle());
    }

    /// Begins a call. Every call that got true ends with [#leave()].
    public boolean enter() {
        if (!inFlight.enter()) {
            return false;
        }
        start.began();
        return true;
    }

    /// Whether a further call does well to begin here now, where another one could take it.
    boolean takesMore() {
        return start.takes(inFlight.inside());
    }

    /// Begins a call that another one is not ready for, where it would be served.
    boolean standsIn(int tenantId) {
        TenantGuard guard = guards.get(tenantId);
        boolean tripped = guard != null && guard.isTripped();
        return !tripped && !threads.stuck().halts() && enter();
    }

    /// Of one whose place another took: waits until that one needs it for no call any more.
    public void awaitHandover() {
        long end = System.nanoTime() + HANDOVER.toNanos();
        try {
            long before;
            do {
                before = start.begun();
                Thread.sleep(HANDOVER_LOOK);
            } while (start.begun() != before && System.nanoTime() < end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void leave() {
        inFlight.leave();
    }

    /// A page on somebody's screen that it built.
    ///
    /// @return ends it
    public Runnable pageOpened() {
        return pages.opened();
    }

    /// Pages must follow at once: another generation than the next one took its place, or its time
    /// is over.
    public void endPages() {
        pages.end();
    }

    /// Whether its pages must follow at once.
    public boolean isOver() {
        return pages.isOver();
    }

    /// Of one that serves nobody any more: waits until its pages are gone, or must be.
    public void awaitPages(Duration patience) {
        pages.await(patience);
    }

    /// Of one that serves nobody any more and has time to end.
    public void wane() {
        resources.wane();
    }

    /// Waits for the calls inside, then frees everything. New calls must already go elsewhere.
    public void close(Duration patience) {
        pages.end();
        if (!inFlight.drain(patience)) {
            LOG.warn("Calls into {} are still running after {}; closing it anyway", this, patience);
        }
        try {
            declared.entry().close();
        } catch (Exception | LinkageError e) {
            LOG.warn("{} failed while closing", this, e);
        }
        threads.close();
        try {
            resources.close();
        } catch (Exception e) {
            LOG.warn("What {} held could not be freed", this, e);
        }
    }

    @Override
    public String toString() {
        return "%s %s (generation %d)".formatted(pluginId(), release.manifest().version(), number);
    }
}
