package io.trunkline.ui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.trunkline.spi.Permission;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.ui.spi.Icons;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

/// The entries the session may open: the platform's own, then one group per plugin.
@Dependent
public class NavMenu extends Div {

    /// Pages of the group "Administration", in its order.
    private static final List<Place> ADMINISTRATION =
            List.of(
                    new Place("member.manage", "orgunit.title", "organization", Icons.NETWORK),
                    new Place("role.manage", "role.title", "roles", Icons.SHIELD_CHECK),
                    new Place("audit.view", "explain.title", "explain", Icons.EYE),
                    new Place("tenant.settings", "access.title", "access", Icons.LOCK),
                    new Place("audit.view", "audit.title", "audit", Icons.HISTORY),
                    new Place("audit.restore", "bin.title", "bin", Icons.TRASH_2),
                    new Place("tenant.settings", "module.title", "plugins", Icons.PLUG),
                    new Place("tenant.settings", "usage.title", "usage", Icons.GAUGE),
                    new Place("member.manage", "signin.title", "sign-ins", Icons.MONITOR),
                    new Place("role.manage", "provider.title", "sign-in", Icons.SHIELD_CHECK),
                    new Place(
                            "service-account.manage",
                            "machine.title",
                            "machine-clients",
                            Icons.PLUG),
                    new Place(
                            "approval.configure",
                            "approval.rules",
                            "approval-rules",
                            Icons.LIST_CHECKS));

    @Inject
    public NavMenu(PluginMenu plugins) {
        addClassName("tl-nav");
        Session session = TenantRunner.current();
        SideNav own = new SideNav();
        own.getElement().setAttribute("aria-label", Screens.text("shell.menu"));
        if (session.may(CorePermissions.CUSTOMER_VIEW)) {
            own.addItem(entry(Screens.text("customer.title"), "customers", Icons.USERS));
        }
        if (session.may(CorePermissions.CUSTOMER_IMPORT)) {
            own.addItem(entry(Screens.text("shell.nav.imports"), "imports", Icons.FILE_UP));
        }
        own.addItem(entry(Screens.text("approval.title"), "approvals", Icons.INBOX));
        add(own);
        for (PluginMenu.Group group : plugins.groups()) {
            add(group(group.title(), group.entries()));
        }
        List<Place> open =
                ADMINISTRATION.stream()
                        .filter(place -> session.may(new Permission(place.permission())))
                        .toList();
        if (!open.isEmpty()) {
            SideNav administration = new SideNav(Screens.text("shell.nav.administration"));
            administration.setCollapsible(true);
            open.forEach(place ->
                    administration.addItem(
                            entry(Screens.text(place.text()), place.route(), place.icon())));
            add(administration);
        }
    }

    private static SideNav group(String title, List<PluginMenu.Entry> entries) {
        SideNav group = new SideNav(title);
        group.setCollapsible(true);
        for (PluginMenu.Entry entry : entries) {
            group.addItem(entry(entry.title(), entry.route(), entry.icon()));
        }
        return group;
    }

    private static SideNavItem entry(String title, String route, String icon) {
        SideNavItem item = new SideNavItem(title, route, Icons.of(icon));
        item.setMatchNested(true);
        item.getElement().setAttribute("title", title);
        return item;
    }

    /// @param permission what its page needs
    /// @param text key of its title
    private record Place(String permission, String text, String route, String icon) {}
}
