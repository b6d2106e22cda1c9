package io.trunkline.ui.role;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.trunkline.tenancy.role.Role;
import io.trunkline.tenancy.role.RoleTexts;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;
import java.util.List;
import java.util.function.Consumer;

/// The tenant's roles, with how many hold each.
class RoleList extends Div {

    private final Div items = new Div();
    private final transient Consumer<Role> chosen;

    RoleList(Runnable create, Consumer<Role> chosen) {
        this.chosen = chosen;
        addClassNames("tl-panel", "tl-roles");
        Button plus = new Button(Icons.of(Icons.PLUS), click -> create.run());
        plus.setId("role-new");
        plus.addThemeNames("tertiary", "icon");
        plus.setAriaLabel(Screens.text("role.new"));
        plus.setTooltipText(Screens.text("role.new"));
        Span spacer = new Span();
        spacer.addClassName("tl-spacer");
        Div head = new Div(new H2(Screens.text("role.list")), spacer, plus);
        head.addClassName("tl-head");
        items.addClassName("tl-role-items");
        Paragraph note = new Paragraph(Screens.text("role.list.note"));
        note.addClassNames("tl-muted", "tl-role-note");
        add(head, items, note);
    }

    void show(List<Role> roles, long current) {
        items.removeAll();
        for (Role role : roles) {
            Span name = new Span(RoleTexts.name(Screens.locale(), role));
            name.addClassName("tl-role-name");
            Span members = new Span(Screens.text("role.members", role.members()));
            members.addClassName("tl-muted");
            NativeButton item = new NativeButton("", click -> chosen.accept(role));
            item.add(name, members);
            item.setId("role-" + role.key());
            if (role.id() == current) {
                item.addClassName("current");
                item.getElement().setAttribute("aria-current", "true");
            }
            items.add(item);
        }
    }
}
