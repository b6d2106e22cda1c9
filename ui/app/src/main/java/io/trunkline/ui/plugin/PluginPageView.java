package io.trunkline.ui.plugin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
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
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.shell.WithoutPermission;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.UiPlugin;
import io.trunkline.ui.spi.View;
import jakarta.inject.Inject;
import java.time.Instant;
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
    private final Div banner = new Div();
    private transient @Nullable Shown shown;
    private transient @Nullable Registration watching;
    private List<Step> trail = List.of();
    private boolean rail;

    @Inject
    public PluginPageView(PluginGateway gateway, PageServices services) {
        this.gateway = gateway;
        this.services = services;
        addClassNames("tl-view", "tl-page");
        banner.addClassName("tl-replaced");
        banner.getElement().setAttribute("role", "status");
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
        watch();
    }

    /// What is left behind would keep the plugin's classes.
    @Override
    protected void onDetach(DetachEvent event) {
        unwatch();
    }

    private void watch() {
        unwatch();
        Shown page = shown;
        if (page != null && isAttached()) {
            Registration changes =
                    services.changes()
                            .watch(
                                    getUI().orElseThrow(),
                                    () -> look(page),
                                    () -> page.entry().isOver());
            Runnable open = page.entry().pageOpened();
            watching =
                    () -> {
                        changes.remove();
                        open.run();
                    };
        }
    }

    private void unwatch() {
        Registration registration = watching;
        if (registration != null) {
            registration.remove();
            watching = null;
        }
        banner.setVisible(false);
    }

    /// A page whose release another one replaced goes on for a while, with the step to follow; one
    /// whose release is gone, or whose plugin is disabled, follows at once.
    private @Nullable Instant look(Shown page) {
        if (shown != page) {
            return null;
        }
        Optional<PluginGateway.UiEntry> now = find(page.entry().pluginId());
        if (now.isPresent() && now.get().generation() == page.entry().generation()) {
            banner.setVisible(false);
            page.replaced(null);
            return null;
        }
        Instant until = page.until();
        if (until == null) {
            until = Instant.now().plus(services.grace());
            page.replaced(until);
        }
        if (now.isEmpty() || page.entry().isOver() || !Instant.now().isBefore(until)) {
            follow(page, now.isPresent());
            return null;
        }
        tell(page, now.get(), until);
        return until;
    }

    private void tell(Shown page, PluginGateway.UiEntry next, Instant until) {
        banner.removeAll();
        Span text =
                new Span(
                        Screens.text(
                                "plugin.replaced",
                                gateway.text(
                                        page.entry().pluginId(), Screens.locale(), "plugin.name"),
                                next.version(),
                                Screens.formats().time(until)));
        Button follow = new Button(Screens.text("plugin.follow"), click -> follow(page, true));
        follow.setId("plugin-follow");
        follow.addThemeNames("small");
        banner.add(Icons.of(Icons.REFRESH_CW), text, follow);
        banner.setVisible(true);
    }

    private void follow(Shown page, boolean there) {
        show(page.entry().pluginId(), page.path(), page.parameters());
        MainLayout.around(this).refreshTrail();
        if (there) {
            Toasts.done(Screens.text("plugin.followed"));
        }
    }

    private Optional<PluginGateway.UiEntry> find(String pluginId) {
        return gateway.uiEntries().stream()
                .filter(candidate -> candidate.pluginId().equals(pluginId))
                .findFirst();
    }

    private void show(String pluginId, String path, Map<String, List<String>> parameters) {
        unwatch();
        removeAll();
        add(banner);
        shown = null;
        rail = false;
        Optional<PluginGateway.UiEntry> entry = find(pluginId);
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
        watch();
    }

    private void build(
            PluginGateway.UiEntry entry, View view, Map<String, List<String>> parameters) {
        PageContext context = new PageContext(services, entry, parameters);
        shown = new Shown(entry, view.path(), parameters);
        try {
            Component page =
                    gateway.callUi(
                            entry, view.permission(), session -> view.factory().create(context));
            add(page);
            context.built();
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

    /// The page that is shown: which release built it, and until when it may go on if another one
    /// took its place.
    private static final class Shown {

        private final PluginGateway.UiEntry entry;
        private final String path;
        private final Map<String, List<String>> parameters;
        private @Nullable Instant until;

        Shown(PluginGateway.UiEntry entry, String path, Map<String, List<String>> parameters) {
            this.entry = entry;
            this.path = path;
            this.parameters = parameters;
        }

        PluginGateway.UiEntry entry() {
            return entry;
        }

        String path() {
            return path;
        }

        Map<String, List<String>> parameters() {
            return parameters;
        }

        @Nullable Instant until() {
            return until;
        }

        void replaced(@Nullable Instant end) {
            until = end;
        }
    }
}
