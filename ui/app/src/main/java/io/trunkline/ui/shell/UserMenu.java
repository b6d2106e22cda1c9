package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.preference.Preferences;
import io.trunkline.ui.spi.Icons;

/// Who is signed in, at the foot of the drawer: her settings and sign-out.
final class UserMenu extends Div {

    /// @param unit name of the unit she belongs to
    UserMenu(String unit, Preferences preferences) {
        addClassName("tl-user");
        String name = TenantRunner.current().actor().name();
        Span title = new Span(name);
        title.addClassName("tl-strong");
        Span place = new Span(unit);
        place.addClassName("tl-muted");
        Div names = new Div(title, place);
        names.setTitle(Visitor.current().map(Visitor::username).orElse(""));
        names.addClassName("tl-two-lines");

        Button open = new Button(Icons.of(Icons.SETTINGS));
        open.addThemeNames("tertiary", "icon");
        open.setAriaLabel(Screens.text("shell.user.menu"));
        open.setTooltipText(Screens.text("shell.user.menu"));
        Popover popover = new Popover();
        popover.setTarget(open);
        popover.setPosition(PopoverPosition.TOP_START);
        popover.addClassNames("tl-menu", "tl-user-menu");
        Button signOut = new Button(Screens.text("shell.sign-out"), Icons.of(Icons.LOG_OUT));
        signOut.addThemeName("tertiary");
        signOut.setId("sign-out");
        signOut.addClickListener(click -> signOut());
        Button signedIn = new Button(Screens.text("shell.signed-in-on"), Icons.of(Icons.MONITOR));
        signedIn.addThemeName("tertiary");
        signedIn.setId("signed-in-on");
        signedIn.addClickListener(click -> {
            popover.close();
            UI.getCurrent().navigate("my-sign-ins");
        });
        popover.add(new Settings(preferences), signedIn, signOut);
        add(TenantMark.person(name), names, open, popover);
    }

    /// Ends all pages of this browser on the way out.
    static void signOut() {
        UI.getCurrent().getPage().setLocation("leave");
    }
}
