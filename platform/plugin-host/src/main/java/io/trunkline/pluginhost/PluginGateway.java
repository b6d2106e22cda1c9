package io.trunkline.pluginhost;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trunkline.pluginhost.internal.call.Failures;
import io.trunkline.pluginhost.internal.call.HostSession;
import io.trunkline.pluginhost.internal.call.Stuck;
import io.trunkline.pluginhost.internal.call.TenantGuard;
import io.trunkline.pluginhost.internal.call.TimeLimit;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.pluginhost.internal.generation.RouteTable;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.Tenant;
import io.trunkline.spi.TenantSession;
import io.trunkline.tenancy.ModuleSettings;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Every call into a plugin goes through here: is it enabled for the tenant, does the caller hold
/// the permission; session, time limit, error mapping. Acts for [TenantRunner#current()].
@ApplicationScoped
public class PluginGateway {

    private final Generations generations;
    private final ModuleSettings modules;
    private final TimeLimit limit;
    private final PluginsConfig config;

    PluginGateway(
            Generations generations,
            ModuleSettings modules,
            TimeLimit limit,
            PluginsConfig config) {
        this.generations = generations;
        this.modules = modules;
        this.limit = limit;
        this.config = config;
    }

    /// Serves an HTTP operation of a plugin.
    ///
    /// @param path below `/api/v1/plugins/{plugin}`, with its leading slash
    /// @param body JSON, empty for none
    /// @return JSON; empty for an answer without content
    /// @throws PluginException `NOT_FOUND` when the tenant has no such plugin or the plugin no such
    ///   route, `FORBIDDEN`, `INVALID` naming the field that cannot be read, `UNAVAILABLE` when it
    ///   takes too long or nothing of it runs here at present, `INTERNAL` with an incident number,
    ///   or what the plugin itself refuses with
    public Optional<byte[]> route(
            String pluginId, String method, String path, Map<String, String> query, byte[] body) {
        return enter(
                pluginId,
                generation -> {
                    Session session = TenantRunner.current();
                    RouteTable.Match match =
                            generation
                                    .declared()
                                    .routes()
                                    .find(method, path)
                                    .orElseThrow(PluginGateway::notFound);
                    session.require(match.route().permission());
                    if (body.length > config.bodyLimit()) {
                        throw new PluginException(
                                StandardErrorCode.INVALID, "body", body.length + " bytes");
                    }
                    return serve(generation, session, match, query, body);
                });
    }

    private Optional<byte[]> serve(
            Generation generation,
            Session session,
            RouteTable.Match match,
            Map<String, String> query,
            byte[] body) {
        // Ends when the caller goes without an answer, whatever the call does then.
        try (HostSession handed = session(generation, session)) {
            return generation.threads().call(() -> serve(generation, handed, match, query, body));
        }
    }

    private Optional<byte[]> serve(
            Generation generation,
            HostSession handed,
            RouteTable.Match match,
            Map<String, String> query,
            byte[] body) {
        TimeLimit.Running running = limit.start();
        try (running) {
            return match.route().serve(handed, match.pathValues(), query, body);
        } catch (JsonProcessingException | RuntimeException | LinkageError | StackOverflowError e) {
            throw Failures.of(e, generation + " " + match.route(), running.late());
        }
    }

    /// The screen entry objects (the manifest's `trunkline.uiClass`) of the plugins the current
    /// tenant has enabled, in the tenant's order. Only the UI module knows their type.
    public List<UiEntry> uiEntries() {
        int tenant = TenantRunner.current().tenant().id();
        return modules.enabled().stream()
                .flatMap(id -> generations.find(id, tenant).stream())
                .flatMap(generation ->
                        generation.declared().ui().stream()
                                .map(entry -> new UiEntry(generation, entry)))
                .toList();
    }

    /// The screen entry object of the plugin as it would serve the current tenant, enabled or not:
    /// for who decides about that.
    public Optional<UiEntry> uiEntry(String pluginId) {
        return generations
                .find(pluginId, TenantRunner.current().tenant().id())
                .flatMap(generation ->
                        generation.declared().ui().map(entry -> new UiEntry(generation, entry)));
    }

    /// Runs a piece of a plugin's screen as the current session, in the generation it is of.
    ///
    /// @param action handed the session the plugin may use during this call
    /// @throws PluginException as [#route]; there is no time limit
    public <T> T callUi(UiEntry entry, @Nullable Permission permission, UiAction<T> action) {
        if (!modules.isEnabled(entry.pluginId()) || !entry.generation.enter()) {
            throw notFound();
        }
        try {
            return guarded(
                    entry.generation,
                    TenantRunner.current().tenant(),
                    generation -> shown(generation, permission, action));
        } finally {
            entry.generation.leave();
        }
    }

    private <T> T shown(
            Generation generation, @Nullable Permission permission, UiAction<T> action) {
        Session session = TenantRunner.current();
        if (permission != null) {
            session.require(permission);
        }
        Stuck stuck = generation.threads().stuck();
        stuck.requireFew();
        try (TimeLimit.Running running = limit.startScreen(stuck);
                HostSession handed = session(generation, session)) {
            return action.run(handed);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw Failures.of(e, generation + " screen", false);
        }
    }

    /// A session for the plugin, valid while the current one is: for listeners of a plugin's
    /// components, which run inside a later request.
    ///
    /// @throws PluginException `NOT_FOUND` when the tenant has no such plugin any more, or what
    ///   built the components is no longer there; `UNAVAILABLE` while too many of its calls are
    ///   stuck
    public TenantSession sessionFor(UiEntry entry) {
        Session session = TenantRunner.current();
        if (entry.isOver() || !modules.isEnabled(entry.pluginId())) {
            throw notFound();
        }
        entry.generation.threads().stuck().requireFew();
        return session(entry.generation, session);
    }

    /// Counts what began in a listener of a plugin's components as stuck while it takes too long.
    /// Their toolkit calls them, so only who knows it can tell when they end.
    ///
    /// @param lasts asked a few times a second, by another thread, until it is false
    public void listening(UiEntry entry, BooleanSupplier lasts) {
        limit.startScreen(entry.generation.threads().stuck(), lasts);
    }

    /// The kinds of notifications the plugins of the current tenant send, in the tenant's order.
    public List<NotificationKindEntry> notificationKinds() {
        int tenant = TenantRunner.current().tenant().id();
        return modules.enabled().stream()
                .flatMap(id -> generations.find(id, tenant).stream())
                .flatMap(generation ->
                        generation.declared().notifications().stream()
                                .map(kind ->
                                        new NotificationKindEntry(
                                                generation.pluginId(), kind.key())))
                .toList();
    }

    /// Every HTTP operation of the plugins that serve on this node, by plugin, path and method.
    public List<PluginOperation> operations() {
        return generations.all().stream()
                .flatMap(generation ->
                        generation.declared().routes().all().stream()
                                .map(route ->
                                        new PluginOperation(
                                                generation.pluginId(),
                                                route.method(),
                                                route.path(),
                                                route.permission())))
                .sorted(
                        Comparator.comparing(PluginOperation::pluginId)
                                .thenComparing(PluginOperation::path)
                                .thenComparing(PluginOperation::method))
                .toList();
    }

    /// A text of the plugin as it serves the current tenant, or most of them where there is none;
    /// the key itself when it has none.
    public String text(String pluginId, Locale locale, String key, Object... arguments) {
        return TenantRunner.find()
                .map(session -> generations.find(pluginId, session.tenant().id()))
                .orElseGet(() -> generations.any(pluginId))
                .map(generation -> generation.declared().texts().text(locale, key, arguments))
                .orElse(key);
    }

    private <T> T enter(String pluginId, Function<Generation, T> call) {
        if (!modules.isEnabled(pluginId)) {
            throw notFound();
        }
        Tenant tenant = TenantRunner.current().tenant();
        Generation generation = generations.enter(pluginId, tenant.id());
        try {
            return guarded(generation, tenant, call);
        } finally {
            generation.leave();
        }
    }

    private static <T> T guarded(
            Generation generation, Tenant tenant, Function<Generation, T> call) {
        TenantGuard guard = generation.guard(tenant.id());
        guard.begin();
        long began = System.nanoTime();
        try {
            T answer = call.apply(generation);
            long took = System.nanoTime() - began;
            guard.served(took);
            generation.meter().served(tenant.key(), took);
            return answer;
        } catch (RuntimeException | Error e) {
            long took = System.nanoTime() - began;
            guard.ended(took, e);
            generation.meter().ended(tenant.key(), took, e);
            throw e;
        }
    }

    private static HostSession session(Generation generation, Session session) {
        return new HostSession(session, generation.number(), generation.settings());
    }

    private static PluginException notFound() {
        return new PluginException(StandardErrorCode.NOT_FOUND);
    }

    /// A plugin's screens, as one generation has them: a page built by another one is out of date.
    public static final class UiEntry {

        private final Generation generation;
        private final Object entry;

        UiEntry(Generation generation, Object entry) {
            this.generation = generation;
            this.entry = entry;
        }

        public String pluginId() {
            return generation.pluginId();
        }

        public String version() {
            return generation.release().manifest().version();
        }

        /// Of the manifest's `trunkline.uiClass`.
        public Object entry() {
            return entry;
        }

        /// Differs for each generation.
        public long generation() {
            return generation.number();
        }

        /// Whether what it built must not be used any more.
        public boolean isOver() {
            return generation.isOver();
        }

        /// Says that a page it built is on somebody's screen: until that ends, or for a while, it
        /// goes on for that page when another generation takes its place.
        ///
        /// @return ends it
        public Runnable pageOpened() {
            return generation.pageOpened();
        }
    }

    /// @param key as the plugin declares it
    public record NotificationKindEntry(String pluginId, String key) {

        /// As notifications carry it.
        public String kind() {
            return pluginId + "." + key;
        }
    }

    /// @param path below `/api/v1/plugins/{plugin}`, with its placeholders
    public record PluginOperation(
            String pluginId, String method, String path, Permission permission) {}

    @FunctionalInterface
    public interface UiAction<T> {
        T run(TenantSession session);
    }
}
