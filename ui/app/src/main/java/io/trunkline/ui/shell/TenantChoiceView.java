package io.trunkline.ui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import io.trunkline.spi.Tenant;
import io.trunkline.tenancy.Memberships;
import io.trunkline.tenancy.Memberships.Membership;
import io.trunkline.tenancy.member.ReceivedInvitation;
import io.trunkline.tenancy.member.ReceivedInvitations;
import io.trunkline.ui.spi.Keys;
import jakarta.inject.Inject;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which branch company to enter, for someone who belongs to several; says so where she belongs to
/// none. Whoever wants to get to one without being asked is led on.
@Route("choose-tenant")
@WithoutPermission(tenant = false)
public class TenantChoiceView extends Div implements BeforeEnterObserver {

    private static final int DIGITS = 9;
    private static final LocalTime NOON = LocalTime.of(12, 0);
    private static final LocalTime EVENING = LocalTime.of(18, 0);

    private final transient List<Membership> memberships;
    private final transient List<ReceivedInvitation> waiting;
    private final transient ReceivedInvitations invitations;
    private final Checkbox straight = new Checkbox(Screens.text("shell.choice.straight"));

    @Inject
    public TenantChoiceView(Memberships memberships, ReceivedInvitations invitations) {
        addClassName("tl-choice");
        Visitor visitor = Visitor.current().orElse(null);
        this.invitations = invitations;
        this.waiting = visitor == null ? List.of() : invitations.of(visitor.username());
        this.memberships =
                visitor == null
                        ? List.of()
                        : memberships.of(visitor.organizations(), visitor.username());
        Div corner = new Div(Settings.languages(language -> {}));
        corner.addClassName("tl-choice-corner");
        Div body = new Div(corner, choice(visitor));
        body.addClassName("tl-choice-body");
        add(cover(), body);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!waiting.isEmpty()) {
            return;
        }
        memberships.stream()
                .filter(one -> one.active() && one.straight())
                .findFirst()
                .ifPresent(one -> TenantSwitcher.enter(one.tenant()));
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

    private Div choice(@Nullable Visitor visitor) {
        String name = visitor == null ? "" : visitor.name();
        Div choice = new Div();
        choice.addClassName("tl-choice-list");
        Button other = new Button(Screens.text("shell.choice.other"));
        other.addThemeName("tertiary");
        other.addClickListener(click -> UserMenu.signOut());
        Div invited =
                new ReceivedInvitationCards(
                        invitations, visitor == null ? "" : visitor.username(), waiting, () -> {});
        if (memberships.isEmpty()) {
            choice.add(
                    invited,
                    States.refused(
                            Screens.text("shell.choice.none"),
                            Screens.text("shell.choice.none.why"),
                            other));
            return choice;
        }
        Div words =
                new Div(
                        new H1(Screens.text(greeting(), name)),
                        new Span(Screens.text("shell.choice.which")));
        Div head = new Div(TenantMark.person(name), words);
        head.addClassName("tl-choice-head");
        Span apart = new Span(Screens.text("shell.choice.apart"));
        apart.addClassName("tl-muted");
        Div foot = new Div(apart, other);
        foot.addClassName("tl-choice-foot");
        straight.setId("choice-straight");
        // Who belongs to one alone is never asked.
        straight.setVisible(memberships.size() > 1);
        choice.add(
                head, invited, new TenantList(memberships, 0, true, this::enter), straight, foot);
        digits();
        return choice;
    }

    private void enter(Tenant tenant) {
        if (straight.getValue()) {
            TenantSwitcher.enterFromNowOn(tenant);
        } else {
            TenantSwitcher.enter(tenant);
        }
    }

    private void digits() {
        Keys keys = Keys.of(this);
        for (int index = 0; index < Math.min(DIGITS, memberships.size()); index++) {
            Membership one = memberships.get(index);
            if (one.active()) {
                keys.on(Integer.toString(index + 1), () -> enter(one.tenant()));
            }
        }
    }

    private String greeting() {
        LocalTime now = LocalTime.now(memberships.getFirst().zone());
        if (now.isBefore(NOON)) {
            return "shell.choice.hello.morning";
        }
        return now.isBefore(EVENING)
                ? "shell.choice.hello.afternoon"
                : "shell.choice.hello.evening";
    }
}
