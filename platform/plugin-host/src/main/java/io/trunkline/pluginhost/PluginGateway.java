package io.trunkline.pluginhost;

import io.trunkline.spi.Permission;
import io.trunkline.spi.TenantSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every call into a plugin goes through here: is it enabled for the tenant, does the caller hold the
/// permission; session, time limit, error mapping. Acts for [io.trunkline.tenancy.TenantRunner#current()].
@ApplicationScoped
public class PluginGateway {

    /// Serves an HTTP operation of a plugin.
    ///
    /// @param path below `/api/v1/plugins/{plugin}`, with its leading slash
    /// @param body JSON, empty for none
    /// @return JSON; empty for an answer without content
    /// @throws io.trunkline.spi.PluginException `NOT_FOUND` when the tenant has no such plugin or
    ///     the plugin no such route, `FORBIDDEN`, or what the plugin itself refuses with
    public Optional<byte[]> route(
            String pluginId, String method, String path, Map<String, String> query, byte[] body) {
        throw new UnsupportedOperationException();
    }

    /// The screen entry objects (the manifest's `trunkline.uiClass`) of the plugins the current
    /// tenant has enabled, in the tenant's order. Only the UI module knows their type.
    public List<UiEntry> uiEntries() {
        throw new UnsupportedOperationException();
    }

    /// Runs a piece of a plugin's screen as the current session.
    ///
    /// @param action handed the session the plugin may use during this call
    public <T> T callUi(
            String pluginId, @Nullable Permission permission, UiAction<T> action) {
        throw new UnsupportedOperationException();
    }

    /// A session for the plugin, valid while the current one is: for listeners of a plugin's
    /// components, which run inside a later request.
    public TenantSession sessionFor(String pluginId) {
        throw new UnsupportedOperationException();
    }

    /// A text of a plugin; the key itself when it has none.
    public String text(String pluginId, Locale locale, String key, Object... arguments) {
        throw new UnsupportedOperationException();
    }

    /// @param generation differs for each generation: a page built by another one is out of date
    public record UiEntry(String pluginId, Object entry, long generation) {}

    @FunctionalInterface
    public interface UiAction<T> {
        T run(TenantSession session);
    }
}
