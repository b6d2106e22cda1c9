package io.trunkline.ui.operator;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.router.RouterLink;
import io.trunkline.tenancy.preference.Preferences;
import io.trunkline.ui.shell.ForOperators;
import io.trunkline.ui.shell.LanguageChoice;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Visitor;
import io.trunkline.ui.spi.Icons;
import jakarta.inject.Inject;

/// The frame of operators' pages: in no tenant, so without any tenant's menu.
@ForOperators
public class OperatorLayout extends Div implements RouterLayout {

    private final Div content = new Div();

    @Inject
    public OperatorLayout(Preferences preferences) {
        addClassName("tl-operator");
        Span mark = new Span("T");
        mark.addClassName("tl-mark-tenant");
        Span name = new Span(Screens.text("operator.title"));
        name.addClassName("tl-strong");
        Nav pages =
                new Nav(
                        link("operator.tenants", TenantsView.class),
                        link("operator.plan", PlanView.class),
                        link("operator.plugins", PluginsView.class),
                        link("operator.audit", AuditView.class));
        pages.getElement().setAttribute("aria-label", Screens.text("shell.menu"));
        Span who = new Span(Visitor.current().map(Visitor::name).orElse(""));
        who.addClassName("tl-muted");
        Span space = new Span();
        space.addClassName("tl-spacer");
        Button leave = new Button(Screens.text("shell.sign-out"), Icons.of(Icons.LOG_OUT));
        leave.addThemeName("tertiary");
        leave.addClickListener(click -> UI.getCurrent().getPage().setLocation("leave"));
        Div head = new Div(mark, name, pages, space, who, new LanguageChoice(preferences), leave);
        head.addClassName("tl-operator-head");
        content.addClassName("tl-operator-page");
        add(head, content);
    }

    private static RouterLink link(
            String text, Class<? extends com.vaadin.flow.component.Component> page) {
        RouterLink link = new RouterLink(Screens.text(text), page);
        link.setHighlightCondition(HighlightConditions.sameLocation());
        return link;
    }

    @Override
    public void showRouterLayoutContent(HasElement page) {
        content.getElement().removeAllChildren();
        content.getElement().appendChild(page.getElement());
    }
}
