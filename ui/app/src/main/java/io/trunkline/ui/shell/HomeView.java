package io.trunkline.ui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantRunner;
import jakarta.inject.Inject;
import java.util.List;

/// Leads to the first page the session may open.
@Route(value = "", layout = MainLayout.class)
@WithoutPermission
public class HomeView extends Div implements BeforeEnterObserver, Trail {

    private final transient PluginMenu plugins;

    @Inject
    public HomeView(PluginMenu plugins) {
        this.plugins = plugins;
        addClassName("tl-view");
        Div panel =
                new Div(
                        States.refused(
                                Screens.text("shell.nothing"), Screens.text("shell.nothing.why")));
        panel.addClassName("tl-panel");
        add(panel);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (TenantRunner.current().may(CorePermissions.CUSTOMER_VIEW)) {
            event.forwardTo("customers");
            return;
        }
        plugins.groups().stream()
                .flatMap(group -> group.entries().stream())
                .findFirst()
                .ifPresent(entry -> event.forwardTo(entry.route()));
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("shell.home"), null));
    }
}
