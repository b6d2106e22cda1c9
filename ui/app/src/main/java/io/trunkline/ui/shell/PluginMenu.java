package io.trunkline.ui.shell;

import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.ui.spi.UiPlugin;
import io.trunkline.ui.spi.View;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jboss.logging.Logger;

/// The menu groups of the plugins the current tenant has enabled, in its order, with the entries
/// the session may open.
@ApplicationScoped
public class PluginMenu {

    private static final Logger LOG = Logger.getLogger(PluginMenu.class);

    private final PluginGateway gateway;

    @Inject
    PluginMenu(PluginGateway gateway) {
        this.gateway = gateway;
    }

    /// Groups without entries are left out.
    public List<Group> groups() {
        Session session = TenantRunner.current();
        Locale locale = ScreenTexts.language(session.locale());
        List<Group> groups = new ArrayList<>();
        for (PluginGateway.UiEntry entry : gateway.uiEntries()) {
            List<Entry> entries = entries(session, locale, entry);
            if (!entries.isEmpty()) {
                groups.add(
                        new Group(gateway.text(entry.pluginId(), locale, "plugin.name"), entries));
            }
        }
        return groups;
    }

    private List<Entry> entries(Session session, Locale locale, PluginGateway.UiEntry plugin) {
        try {
            return ((UiPlugin) plugin.entry())
                    .views().stream()
                            .filter(view -> view.menu() != null && session.may(view.permission()))
                            .sorted(Comparator.comparingInt(PluginMenu::order))
                            .map(view -> entry(plugin.pluginId(), locale, view))
                            .toList();
        } catch (RuntimeException | LinkageError broken) {
            LOG.errorf(broken, "menu of plugin %s", plugin.pluginId());
            return List.of();
        }
    }

    private Entry entry(String pluginId, Locale locale, View view) {
        return new Entry(
                gateway.text(pluginId, locale, view.titleKey()),
                "p/" + pluginId + "/" + view.path(),
                Objects.requireNonNull(view.menu()).icon());
    }

    private static int order(View view) {
        return Objects.requireNonNull(view.menu()).order();
    }

    public record Group(String title, List<Entry> entries) {}

    /// @param route where the entry leads
    /// @param icon a name of [io.trunkline.ui.spi.Icons]
    public record Entry(String title, String route, String icon) {}
}
