package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import io.trunkline.spi.Tenant;
import io.trunkline.tenancy.Memberships;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.ReceivedInvitations;
import io.trunkline.tenancy.preference.Preferences;
import io.trunkline.ui.spi.Icons;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tenant at the top of the drawer; a button where its person belongs to several, or is invited
/// to another.
final class TenantSwitcher extends Div {

    /// Preference of a member who wants to get to this tenant without being asked; also the
    /// parameter that sets it on the way in.
    static final String STRAIGHT = "tenant.straight";

    private final transient Memberships memberships;
    private final transient Preferences preferences;
    private final transient ReceivedInvitations invitations;

    /// @param shortName what the tenant calls itself in narrow places; null for its name
    TenantSwitcher(
            Memberships memberships,
            Preferences preferences,
            ReceivedInvitations invitations,
            @Nullable String shortName) {
        this.memberships = memberships;
        this.preferences = preferences;
        this.invitations = invitations;
        addClassName("tl-tenant");
        Tenant current = TenantRunner.current().tenant();
        Visitor visitor = Visitor.current().orElse(null);
        boolean invited = visitor != null && !invitations.of(visitor.username()).isEmpty();
        String shown = shortName == null ? current.name() : shortName;
        add(TenantMark.tenant(shown), names(shown, current));
        if (!invited && (visitor == null || visitor.organizations().size() < 2)) {
            return;
        }
        Button open = new Button(Icons.of(Icons.CHEVRONS_UP_DOWN));
        open.addThemeNames("tertiary", "icon");
        open.setId("tenant-switch");
        mark(open, invited);
        Popover popover = new Popover();
        popover.setTarget(open);
        popover.setPosition(PopoverPosition.BOTTOM_START);
        popover.setAutofocus(true);
        popover.addClassNames("tl-menu", "tl-tenant-menu");
        popover.addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                fill(popover, open);
            }
        });
        add(open, popover);
    }

    /// Asked when it is opened: someone who belongs to hundreds does not read them with each page.
    private void fill(Popover popover, Button open) {
        popover.removeAll();
        Tenant current = TenantRunner.current().tenant();
        Visitor visitor = Visitor.current().orElseThrow();
        List<Memberships.Membership> hers =
                memberships.of(visitor.organizations(), visitor.username());
        popover.add(
                new ReceivedInvitationCards(
                        invitations,
                        visitor.username(),
                        invitations.of(visitor.username()),
                        () -> mark(open, !invitations.of(visitor.username()).isEmpty())),
                new TenantList(hers, current.id(), false, TenantSwitcher::enter));
        // Who belongs to one alone is never asked, whatever else her token names.
        if (hers.size() > 1) {
            popover.add(straight(current));
        }
    }

    private static void mark(Button open, boolean invited) {
        String label = Screens.text(invited ? "shell.received.waiting" : "shell.tenant.switch");
        open.setAriaLabel(label);
        open.setTooltipText(label);
        open.setClassName("tl-waiting", invited);
    }

    private Checkbox straight(Tenant current) {
        Checkbox straight = new Checkbox(Screens.text("shell.tenant.straight", current.name()));
        straight.setId("tenant-straight");
        straight.setValue("on".equals(preferences.all().get(STRAIGHT)));
        straight.addValueChangeListener(change -> {
            if (change.getValue()) {
                preferences.put(STRAIGHT, "on");
            } else {
                preferences.remove(STRAIGHT);
            }
        });
        return straight;
    }

    /// Leaves the page altogether: nothing of one tenant stays in the browser's memory.
    static void enter(Tenant tenant) {
        UI.getCurrent().getPage().setLocation("enter/" + tenant.key());
    }

    /// The same, and from now on without being asked.
    static void enterFromNowOn(Tenant tenant) {
        UI.getCurrent().getPage().setLocation("enter/" + tenant.key() + "?" + STRAIGHT + "=on");
    }

    private static Div names(String shown, Tenant tenant) {
        Span name = new Span(shown);
        name.getElement().setAttribute("title", tenant.name());
        name.addClassName("tl-strong");
        Span product = new Span(Screens.text("shell.product.short"));
        product.addClassName("tl-muted");
        Div names = new Div(name, product);
        names.addClassName("tl-two-lines");
        return names;
    }
}
