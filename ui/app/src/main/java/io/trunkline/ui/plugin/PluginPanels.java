package io.trunkline.ui.plugin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.shared.Registration;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.ui.customer.CustomerPanels;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.ScreenTexts;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Panel;
import io.trunkline.ui.spi.UiPlugin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The boxes of plugins on a customer's page. Frame, title, error and retry are drawn here, so that
/// a plugin that fails takes nothing with it.
@ApplicationScoped
public class PluginPanels implements CustomerPanels {

    private static final Logger LOG = Logger.getLogger(PluginPanels.class);

    private final PluginGateway gateway;
    private final PageServices services;

    @Inject
    PluginPanels(PluginGateway gateway, PageServices services) {
        this.gateway = gateway;
        this.services = services;
    }

    /// In the tenant's order of plugins.
    @Override
    public List<Component> of(long customerId) {
        Session session = TenantRunner.current();
        List<Component> shown = new ArrayList<>();
        for (PluginGateway.UiEntry entry : gateway.uiEntries()) {
            for (Panel panel : panels(entry)) {
                if (session.may(panel.permission())) {
                    frame(entry, panel, customerId).ifPresent(shown::add);
                }
            }
        }
        return shown;
    }

    private static List<Panel> panels(PluginGateway.UiEntry entry) {
        try {
            return ((UiPlugin) entry.entry()).panels();
        } catch (RuntimeException | LinkageError broken) {
            LOG.errorf(broken, "panels of plugin %s", entry.pluginId());
            return List.of();
        }
    }

    private Optional<Component> frame(PluginGateway.UiEntry entry, Panel panel, long customerId) {
        Div body = new Div();
        body.addClassName("tl-body");
        if (!fill(body, entry, panel, customerId)) {
            return Optional.empty();
        }
        Locale locale = Screens.locale();
        String title = gateway.text(entry.pluginId(), locale, panel.titleKey());
        Component plug = Icons.of(Icons.PLUG);
        plug.getElement()
                .setAttribute(
                        "title",
                        ScreenTexts.text(
                                locale,
                                "plugin.by",
                                gateway.text(entry.pluginId(), locale, "plugin.name")));
        plug.addClassName("tl-plug");
        Header header = new Header(Icons.of(panel.icon()), new H3(title), plug);
        Div card = new Div(header, body);
        card.addClassName("tl-card");
        card.getElement().setAttribute("data-panel", entry.pluginId() + "/" + panel.key());
        card.addAttachListener(
                attach -> watch(attach.getUI(), card, body, entry, panel.key(), customerId));
        return Optional.of(card);
    }

    /// A panel holds nothing that someone is in the middle of: it follows at once.
    private void watch(
            UI ui, Div card, Div body, PluginGateway.UiEntry shown, String key, long customerId) {
        Runnable open = shown.pageOpened();
        Registration changes =
                services.changes()
                        .watch(
                                ui,
                                () -> {
                                    follow(card, body, shown, key, customerId);
                                    return null;
                                },
                                shown::isOver);
        card.addDetachListener(detach -> {
            detach.unregisterListener();
            changes.remove();
            open.run();
        });
    }

    private void follow(
            Div card, Div body, PluginGateway.UiEntry shown, String key, long customerId) {
        Optional<PluginGateway.UiEntry> now =
                gateway.uiEntries().stream()
                        .filter(entry -> entry.pluginId().equals(shown.pluginId()))
                        .findFirst();
        if (now.filter(entry -> entry.generation() == shown.generation()).isPresent()) {
            return;
        }
        Session session = TenantRunner.current();
        Optional<Component> fresh =
                now.flatMap(entry ->
                        panels(entry).stream()
                                .filter(panel -> panel.key().equals(key))
                                .filter(panel -> session.may(panel.permission()))
                                .findFirst()
                                .flatMap(panel -> frame(entry, panel, customerId)));
        HasComponents around = (HasComponents) card.getParent().orElseThrow();
        fresh.ifPresent(next -> around.addComponentAtIndex(indexOf(card), next));
        around.remove(card);
    }

    private static int indexOf(Component card) {
        return card.getParent().orElseThrow().getChildren().toList().indexOf(card);
    }

    /// @return false when the panel has nothing to show of this customer
    private boolean fill(Div body, PluginGateway.UiEntry entry, Panel panel, long customerId) {
        body.removeAll();
        PageContext context = new PageContext(services, entry, Map.of());
        try {
            Optional<Component> content =
                    gateway.callUi(
                            entry,
                            panel.permission(),
                            session -> panel.factory().create(context, customerId));
            content.ifPresent(body::add);
            context.built();
            return content.isPresent();
        } catch (RuntimeException | LinkageError failed) {
            body.add(
                    States.error(
                            Screens.text("plugin.panel.away"),
                            Failure.of(failed),
                            () -> fill(body, entry, panel, customerId)));
            return true;
        }
    }
}
