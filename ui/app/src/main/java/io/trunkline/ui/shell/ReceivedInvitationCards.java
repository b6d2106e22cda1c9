package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.member.ReceivedInvitation;
import io.trunkline.tenancy.member.ReceivedInvitations;
import java.util.List;

/// Branch companies that want her as a member, each with her answer. Nothing of them is shown but
/// their name and the unit.
final class ReceivedInvitationCards extends Div {

    private final transient ReceivedInvitations invitations;
    private final String username;
    private final Notice notice = new Notice();

    ReceivedInvitationCards(
            ReceivedInvitations invitations, String username, List<ReceivedInvitation> waiting) {
        this.invitations = invitations;
        this.username = username;
        addClassName("tl-received");
        add(notice);
        waiting.forEach(one -> add(card(one)));
        setVisible(!waiting.isEmpty());
    }

    private Div card(ReceivedInvitation one) {
        String tenant = one.tenant().name();
        Span title = new Span(Screens.text("shell.received.title", tenant));
        title.addClassName("tl-strong");
        Span about = new Span(Screens.text("shell.received.about", one.unit()));
        about.addClassName("tl-muted");
        Div words = new Div(title, about);
        words.addClassName("tl-two-lines");
        Div card = new Div();
        card.addClassName("tl-received-card");
        card.setId("invitation-" + one.tenant().key());
        Button accept = new Button(Screens.text("shell.received.accept"));
        accept.addThemeName("primary");
        accept.setDisableOnClick(true);
        accept.addClickListener(click -> {
            answer(() -> {
                invitations.accept(username, one.tenant().key());
                UI.getCurrent().getPage().setLocation(ScreenFilter.JOINED.substring(1));
            });
            accept.setEnabled(true);
        });
        Button decline = new Button(Screens.text("shell.received.decline"));
        decline.addClickListener(click ->
                answer(() -> {
                    invitations.decline(username, one.tenant().key());
                    card.removeFromParent();
                    Toasts.done(Screens.text("shell.received.declined", tenant));
                }));
        Div answers = new Div(decline, accept);
        answers.addClassName("tl-received-answers");
        card.add(TenantMark.tenant(tenant), words, answers);
        return card;
    }

    private void answer(Runnable action) {
        notice.hide();
        try {
            action.run();
        } catch (PluginException refused) {
            notice.refused(refused);
        }
    }
}
