package io.trunkline.ui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.trunkline.spi.Tenant;
import io.trunkline.tenancy.Sessions;
import io.trunkline.ui.spi.Keys;
import jakarta.inject.Inject;
import java.util.List;

/// Which branch company to enter, for someone who belongs to several; says so where she belongs to
/// none.
@Route("choose-tenant")
@WithoutPermission(tenant = false)
public class TenantChoiceView extends Div {

    @Inject
    public TenantChoiceView(Sessions sessions) {
        addClassName("tl-choice");
        Visitor visitor = Visitor.current().orElse(null);
        List<Tenant> tenants =
                visitor == null
                        ? List.of()
                        : sessions.tenants(visitor.organizations()).stream()
                                .filter(tenant ->
                                        sessions.member(tenant.key(), visitor.username())
                                                .isPresent())
                                .toList();
        Div corner = new Div(new LanguageSwitch());
        corner.addClassName("tl-choice-corner");
        Div body = new Div(corner, choice(visitor == null ? "" : visitor.name(), tenants));
        body.addClassName("tl-choice-body");
        add(cover(), body);
    }

    private static Div cover() {
        Span mark = new Span("T");
        mark.addClassName("tl-mark-tenant");
        Span name = new Span("Trunkline");
        name.addClassName("tl-strong");
        Div names = new Div(name, new Span(Screens.text("shell.product")));
        names.addClassName("tl-two-lines");
        Div head = new Div(mark, names);
        head.addClassName("tl-cover-head");
        Div words =
                new Div(
                        new Span(Screens.text("shell.cover.title")),
                        new Paragraph(Screens.text("shell.cover.text")));
        words.addClassName("tl-cover-words");
        Div cover = new Div(head, words);
        cover.addClassName("tl-cover");
        return cover;
    }

    private Div choice(String name, List<Tenant> tenants) {
        Div choice = new Div();
        choice.addClassName("tl-choice-list");
        Button other = new Button(Screens.text("shell.choice.other"));
        other.addThemeName("tertiary");
        other.addClickListener(click -> UserMenu.signOut());
        if (tenants.isEmpty()) {
            choice.add(
                    States.refused(
                            Screens.text("shell.choice.none"),
                            Screens.text("shell.choice.none.why"),
                            other));
            return choice;
        }
        Div words =
                new Div(
                        new H1(Screens.text("shell.choice.hello", name)),
                        new Span(Screens.text("shell.choice.which")));
        Div head = new Div(TenantMark.person(name), words);
        head.addClassName("tl-choice-head");
        choice.add(head);
        Keys keys = Keys.of(this);
        for (int index = 0; index < tenants.size(); index++) {
            Tenant tenant = tenants.get(index);
            choice.add(card(tenant, index));
            if (index < 9) {
                keys.on(Integer.toString(index + 1), () -> TenantSwitcher.enter(tenant));
            }
        }
        Span apart = new Span(Screens.text("shell.choice.apart"));
        apart.addClassName("tl-muted");
        Div foot = new Div(apart, other);
        foot.addClassName("tl-choice-foot");
        choice.add(foot);
        return choice;
    }

    private static NativeButton card(Tenant tenant, int index) {
        Span name = new Span(tenant.name());
        name.addClassName("tl-strong");
        Span key = new Span(tenant.key());
        key.addClassName("tl-muted");
        Div names = new Div(name, key);
        names.addClassName("tl-two-lines");
        Span digit = new Span(Integer.toString(index + 1));
        digit.addClassName("tl-kbd");
        NativeButton card = new NativeButton();
        card.add(TenantMark.tenant(tenant.name()), names, digit);
        card.addClassName("tl-choice-card");
        card.addClickListener(click -> TenantSwitcher.enter(tenant));
        return card;
    }
}
