package io.trunkline.ui.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.shared.Registration;
import io.trunkline.spi.OrgUnit;
import io.trunkline.tenancy.Brandings;
import io.trunkline.tenancy.Memberships;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.ReceivedInvitations;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.preference.Preferences;
import io.trunkline.ui.spi.Icons;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Drawer, navigation bar and the page between them.
@Dependent
public class MainLayout extends AppLayout implements AfterNavigationObserver {

    private static final String RAIL = "tl-rail";

    private final Breadcrumb breadcrumb = new Breadcrumb();
    private final Div scroller = new Div();
    private final transient Instance<NavMenu> menus;
    private final transient PluginChanges changes;
    private transient @Nullable Registration watching;
    private boolean wishedRail;

    @Inject
    public MainLayout(
            Memberships memberships,
            Brandings brandings,
            Preferences preferences,
            Instance<NavMenu> menus,
            PluginChanges changes,
            OrgUnits orgUnits,
            Instance<NavbarPart> parts,
            ReceivedInvitations invitations) {
        this.menus = menus;
        this.changes = changes;
        setPrimarySection(Section.DRAWER);
        addClassName("tl-shell");

        Button toggle = new Button(Icons.of(Icons.PANEL_LEFT), click -> toggleDrawer());
        toggle.addThemeNames("tertiary", "icon");
        toggle.setAriaLabel(Screens.text("shell.menu"));
        toggle.setTooltipText(Screens.text("shell.menu"));
        addToNavbar(toggle, breadcrumb);
        parts.stream()
                .sorted(Comparator.comparingInt(NavbarPart::order))
                .forEach(part -> addToNavbar(part.component()));

        String unit =
                orgUnits.find(TenantRunner.current().actor().orgUnitId())
                        .map(OrgUnit::name)
                        .orElse("");
        scroller.add(menus.get());
        scroller.addClassName("tl-nav-scroller");
        addToDrawer(
                new TenantSwitcher(
                        memberships, preferences, invitations, brandings.current().shortName()),
                scroller,
                new UserMenu(unit, preferences));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        watching =
                changes.watch(
                        event.getUI(),
                        () -> {
                            scroller.removeAll();
                            scroller.add(menus.get());
                            return null;
                        },
                        () -> false);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        super.onDetach(event);
        Registration registration = watching;
        if (registration != null) {
            registration.remove();
        }
    }

    /// The layout around an attached page.
    public static MainLayout around(Component page) {
        return page.findAncestor(MainLayout.class);
    }

    /// Asks the page for its trail again, after it learned its title.
    public void refreshTrail() {
        if (getContent() instanceof Trail page) {
            breadcrumb.show(page.trail());
            setRail(page.rail() || wishedRail);
            String title = page.trail().isEmpty() ? "" : page.trail().getLast().text() + " · ";
            getUI().ifPresent(ui -> ui.getPage().setTitle(title + "Trunkline"));
        }
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        super.showRouterLayoutContent(content);
        refreshTrail();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        refreshTrail();
    }

    private void toggleDrawer() {
        if (isOverlay()) {
            setDrawerOpened(!isDrawerOpened());
            return;
        }
        wishedRail = !getElement().getClassList().contains(RAIL);
        setRail(wishedRail);
    }

    private void setRail(boolean rail) {
        getElement().getClassList().set(RAIL, rail);
        UI ui = UI.getCurrent();
        if (ui != null) {
            ui.getPage()
                    .executeJs(
                            "document.documentElement.style.setProperty("
                                    + "'--vaadin-app-layout-drawer-width', $0)",
                            rail ? "52px" : "208px");
        }
    }
}
