package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import io.trunkline.tenancy.tenant.TenantError;
import io.trunkline.ui.spi.Icons;

/// What the people of a suspended or archived tenant see, whatever page they ask for: that it is
/// not them, whom to ask, and nothing of the tenant.
@Route("closed")
@WithoutPermission(tenant = false)
public class ClosedTenantView extends Div {

    public ClosedTenantView() {
        addClassNames("tl-choice", "tl-closed");
        setId("closed-tenant");
        Visitor visitor = Visitor.current().orElse(null);
        boolean ended = visitor != null && visitor.refusal() == TenantError.TENANT_CLOSED;
        String what = ended ? "shell.closed" : "shell.suspended";

        Button again = new Button(Screens.text("shell.retry"), Icons.of(Icons.REFRESH_CW));
        again.addThemeName("primary");
        again.addClickListener(click -> UI.getCurrent().getPage().setLocation("."));
        Button choose = new Button(Screens.text("shell.tenant.switch"));
        choose.setVisible(visitor != null && visitor.organizations().size() > 1);
        choose.addClickListener(click -> UI.getCurrent().navigate(TenantChoiceView.class));
        Button leave = new Button(Screens.text("shell.sign-out"), Icons.of(Icons.LOG_OUT));
        leave.addThemeName("tertiary");
        leave.addClickListener(click -> UserMenu.signOut());

        Div corner = new Div(Settings.languages(language -> {}));
        corner.addClassName("tl-choice-corner");
        Div list =
                new Div(
                        States.refused(
                                Screens.text(what),
                                Screens.text(what + ".why"),
                                again,
                                choose,
                                leave));
        list.addClassName("tl-choice-list");
        Div body = new Div(corner, list);
        body.addClassName("tl-choice-body");
        add(body);
    }
}
