package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.member.ReceivedInvitation;
import io.trunkline.tenancy.member.ReceivedInvitations;
import java.util.List;
import java.util.stream.Collectors;

/// Branch companies that want her as a member, each with her answer. Nothing of them is shown but
/// their name, the unit and her roles. Accepting takes the code that who invited her told her.
final class ReceivedInvitationCards extends Div {

    private final transient ReceivedInvitations invitations;
    private final String username;
    private final Runnable declined;
    private final Notice notice = new Notice();

    /// @param declined called when she declined one
    ReceivedInvitationCards(
            ReceivedInvitations invitations,
            String username,
            List<ReceivedInvitation> waiting,
            Runnable declined) {
        this.invitations = invitations;
        this.username = username;
        this.declined = declined;
        addClassName("tl-received");
        add(notice);
        waiting.forEach(one -> add(card(one)));
        setVisible(!waiting.isEmpty());
    }

    private Div card(ReceivedInvitation one) {
        String tenant = one.tenant().name();
        Span title = new Span(Screens.text("shell.received.title", tenant));
        title.addClassName("tl-strong");
        String roles =
                one.roles().stream()
                        .map(TenantList::role)
                        .collect(Collectors.joining(Screens.text("shell.received.and")));
        Span about =
                new Span(
                        roles.isEmpty()
                                ? Screens.text("shell.received.about", one.unit())
                                : Screens.text("shell.received.about.roles", one.unit(), roles));
        about.addClassName("tl-muted");
        Div words = new Div(title, about);
        words.addClassName("tl-two-lines");
        Div card = new Div();
        card.addClassName("tl-received-card");
        card.setId("invitation-" + one.tenant().key());
        TextField code = new TextField(Screens.text("shell.received.code"));
        code.setHelperText(Screens.text("shell.received.code.help"));
        code.setWidthFull();
        // Else what is wrong goes while the button is being pressed, and the button with it.
        code.setManualValidation(true);
        code.setAutocomplete(Autocomplete.OFF);
        Button accept = new Button(Screens.text("shell.received.accept"));
        accept.addThemeName("primary");
        accept.setDisableOnClick(true);
        accept.addClickListener(click -> {
            code.setInvalid(false);
            if (code.getValue().isBlank()) {
                code.setInvalid(true);
                code.setErrorMessage(Screens.text("shell.received.code.missing"));
                code.focus();
            } else {
                answer(() -> {
                    invitations.accept(username, one.tenant().key(), code.getValue());
                    UI.getCurrent().getPage().setLocation(ScreenFilter.JOINED.substring(1));
                });
            }
            accept.setEnabled(true);
        });
        Button decline = new Button(Screens.text("shell.received.decline"));
        decline.addClickListener(click ->
                answer(() -> {
                    invitations.decline(username, one.tenant().key());
                    card.removeFromParent();
                    declined.run();
                    Toasts.done(Screens.text("shell.received.declined", tenant));
                }));
        Div answers = new Div(decline, accept);
        answers.addClassName("tl-received-answers");
        card.add(TenantMark.tenant(tenant), words, code, answers);
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
