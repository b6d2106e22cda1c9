package io.trunkline.ui.plugin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinSession;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.TenantSession;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.spi.Drafts;
import io.trunkline.ui.spi.ViewContext;
import java.util.List;
import java.util.Map;

/// The platform as one open page or panel of a plugin sees it.
final class PageContext implements ViewContext {

    private final PageServices services;
    private final PluginGateway.UiEntry entry;
    private final String pluginId;
    private final Map<String, List<String>> parameters;
    private boolean built;

    PageContext(
            PageServices services,
            PluginGateway.UiEntry entry,
            Map<String, List<String>> parameters) {
        this.services = services;
        this.entry = entry;
        this.pluginId = entry.pluginId();
        this.parameters = Map.copyOf(parameters);
    }

    /// From now on whoever asks for its session is a listener: the building is watched by itself.
    void built() {
        built = true;
    }

    /// Asked for in every listener, so the place to notice that what built the page is gone, or the
    /// plugin is disabled, and the page was not told yet: it is loaded anew.
    @Override
    public TenantSession session() {
        try {
            TenantSession session = services.gateway().sessionFor(entry);
            VaadinSession browser = VaadinSession.getCurrent();
            if (built && browser != null) {
                RunningListener.watch(
                        browser,
                        entry.generation(),
                        lasts -> services.gateway().listening(entry, lasts));
            }
            return session;
        } catch (PluginException gone) {
            UI.getCurrent().getPage().reload();
            throw gone;
        }
    }

    @Override
    public String text(String key, Object... arguments) {
        return services.gateway().text(pluginId, Screens.locale(), key, arguments);
    }

    @Override
    public Map<String, List<String>> parameters() {
        return parameters;
    }

    @Override
    public void open(String path, Map<String, String> values) {
        UI.getCurrent().navigate("p/" + pluginId + "/" + path, QueryParameters.simple(values));
    }

    @Override
    public void openCustomer(long customerId) {
        UI.getCurrent().navigate("customers/" + customerId);
    }

    @Override
    public Component customerSummary(long customerId) {
        return services.summaries().of(customerId);
    }

    @Override
    public void dial(long customerId, String reason) {
        services.dialling().dial(customerId, reason);
    }

    @Override
    public Drafts drafts() {
        return (form, objectId, fields) ->
                services.drafts().keep(pluginId + "." + form, objectId, fields);
    }

    @Override
    public void done(String message) {
        Toasts.done(message);
    }

    @Override
    public void failed(RuntimeException error) {
        Toasts.failed(failure(error));
    }

    private Failure failure(RuntimeException error) {
        Failure failure = Failure.of(error);
        if (!(error instanceof PluginException refused)
                || refused.code() instanceof StandardErrorCode
                || failure.fault()) {
            return failure;
        }
        String key = "error." + pluginId + "." + refused.code().name();
        String message = text(key, refused.arguments().toArray());
        return message.equals(key) ? failure : failure.withMessage(message);
    }
}
