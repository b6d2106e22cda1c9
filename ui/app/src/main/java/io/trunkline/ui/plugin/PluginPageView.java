package io.trunkline.ui.plugin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.page.Page;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Refusal;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.shell.WithoutPermission;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.UiPlugin;
import io.trunkline.ui.spi.View;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one route to every page of every plugin. Asks for the permission the page declares.
@Route(value = "p/:plugin/:path*", layout = MainLayout.class)
@WithoutPermission
public class PluginPageView extends Div implements BeforeEnterObserver, Trail {

    private final transient PluginGateway gateway;
    private final transient PageServices services;
    private transient @Nullable PageContext context;
    private @Nullable Registration heartbeats;
    private List<Step> trail = List.of();
    private boolean rail;

    @Inject
    public PluginPageView(PluginGateway gateway, PageServices services) {
        this.gateway = gateway;
        this.services = services;
        addClassNames("tl-view", "tl-page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String pluginId = event.getRouteParameters().get("plugin").orElse("");
        String path = event.getRouteParameters().get("path").orElse("");
        Map<String, List<String>> parameters =
                event.getLocation().getQueryParameters().getParameters();
        show(pluginId, path, parameters);
    }

    @Override
    public List<Step> trail() {
        return trail;
    }

    @Override
    public boolean rail() {
        return rail;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        heartbeats =
                event.getUI()
                        .addHeartbeatListener(beat -> reloadIfReplaced(beat.getSource().getPage()));
    }

    /// A listener left behind would keep the plugin's classes.
    @Override
    protected void onDetach(DetachEvent event) {
        Registration registration = heartbeats;
        if (registration != null) {
            registration.remove();
            heartbeats = null;
        }
    }

    private void reloadIfReplaced(Page page) {
        PageContext open = context;
        if (open != null && !open.isCurrent()) {
            page.reload();
        }
    }

    private void show(String pluginId, String path, Map<String, List<String>> parameters) {
        removeAll();
        context = null;
        rail = false;
        Optional<PluginGateway.UiEntry> entry =
                gateway.uiEntries().stream()
                        .filter(candidate -> candidate.pluginId().equals(pluginId))
                        .findFirst();
        Optional<View> view = entry.flatMap(found -> view(found, path));
        if (entry.isEmpty() || view.isEmpty()) {
            title(Screens.text("plugin.missing"));
            state(
                    States.empty(
                            Icons.PLUG,
                            Screens.text("plugin.missing"),
                            Screens.text("plugin.missing.why")));
            return;
        }
        String name = gateway.text(pluginId, Screens.locale(), "plugin.name");
        String title = gateway.text(pluginId, Screens.locale(), view.get().titleKey());
        trail = List.of(new Step(name, "p/" + pluginId + "/" + path), new Step(title, null));
        if (!TenantRunner.current().may(view.get().permission())) {
            state(Refusal.of(services.grants(), view.get().permission()));
            return;
        }
        rail = view.get().rail();
        build(entry.get(), view.get(), parameters);
    }

    private void build(
            PluginGateway.UiEntry entry, View view, Map<String, List<String>> parameters) {
        PageContext built = new PageContext(services, entry, parameters);
        context = built;
        try {
            Component page =
                    gateway.callUi(
                            entry.pluginId(),
                            view.permission(),
                            session -> view.factory().create(built));
            add(page);
        } catch (RuntimeException | LinkageError failed) {
            state(
                    States.error(
                            Screens.text("plugin.away"),
                            Failure.of(failed),
                            () -> show(entry.pluginId(), view.path(), parameters)));
        }
    }

    private static Optional<View> view(PluginGateway.UiEntry entry, String path) {
        return ((UiPlugin) entry.entry())
                .views().stream().filter(view -> view.path().equals(path)).findFirst();
    }

    private void title(String text) {
        trail = List.of(new Step(text, null));
    }

    private void state(Component content) {
        Div panel = new Div(content);
        panel.addClassName("tl-panel");
        add(panel);
    }
}
