package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import io.trunkline.spi.Tenant;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.ui.spi.Icons;
import java.util.List;

/// The tenant at the top of the drawer; a button where its person belongs to several.
final class TenantSwitcher extends Div {

    TenantSwitcher(Sessions sessions) {
        addClassName("tl-tenant");
        Tenant current = TenantRunner.current().tenant();
        List<String> organizations =
                Visitor.current().map(Visitor::organizations).orElseGet(List::of);
        add(TenantMark.tenant(current.name()), names(current));
        if (organizations.size() < 2) {
            return;
        }
        Button open = new Button(Icons.of(Icons.CHEVRONS_UP_DOWN));
        open.addThemeNames("tertiary", "icon");
        open.setAriaLabel(Screens.text("shell.tenant.switch"));
        open.setTooltipText(Screens.text("shell.tenant.switch"));
        Popover popover = new Popover();
        popover.setTarget(open);
        popover.setPosition(PopoverPosition.BOTTOM_START);
        popover.addClassName("tl-menu");
        for (Tenant tenant : sessions.tenants(organizations)) {
            Button entry = new Button(tenant.name(), TenantMark.tenant(tenant.name()));
            entry.addThemeName("tertiary");
            entry.setEnabled(tenant.id() != current.id());
            entry.addClickListener(click -> enter(tenant));
            popover.add(entry);
        }
        add(open, popover);
    }

    /// Leaves the page altogether: nothing of one tenant stays in the browser's memory.
    static void enter(Tenant tenant) {
        UI.getCurrent().getPage().setLocation("enter/" + tenant.key());
    }

    private static Div names(Tenant tenant) {
        Span name = new Span(tenant.name());
        name.addClassName("tl-strong");
        Span product = new Span(Screens.text("shell.product.short"));
        product.addClassName("tl-muted");
        Div names = new Div(name, product);
        names.addClassName("tl-two-lines");
        return names;
    }
}
