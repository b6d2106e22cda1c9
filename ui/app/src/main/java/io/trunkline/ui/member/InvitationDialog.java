package io.trunkline.ui.member;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.identity.Accounts.Invitation;
import io.trunkline.ui.shell.Notice;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import org.jspecify.annotations.Nullable;

/// Invites someone again: by a link to an address, or by a password for one use. Stays open while
/// no mail can be sent.
public final class InvitationDialog extends Dialog {

    /// Sends an invitation; may throw a refusal, which is shown.
    @FunctionalInterface
    public interface Sending {
        /// @param mail null for a password for one use
        Invitation to(@Nullable String mail);
    }

    private final String name;
    private final String username;
    private final transient Sending sending;
    private final Runnable done;
    private final Notice notice = new Notice();
    private final TextField mail = new TextField(Screens.text("member.mail"));

    /// @param done called when she has a way in
    public InvitationDialog(String name, String username, Sending sending, Runnable done) {
        this.name = name;
        this.username = username;
        this.sending = sending;
        this.done = done;
        setId("invitation");
        setHeaderTitle(Screens.text("member.invitation.title", name, username));
        addClassName("tl-dialog");
        setWidth("480px");
        setCloseOnOutsideClick(false);
        mail.setId("invitation-mail");
        mail.setWidthFull();
        mail.setHelperText(Screens.text("member.invitation.mail.help"));
        mail.focus();
        Div body = new Div(notice, mail);
        body.addClassName("tl-dialog-body");
        add(body);
        Button password =
                button("invitation-password", "member.invitation.password", () -> send(null));
        Button send = button("invitation-send", "member.invitation.send", this::sendLink);
        send.addThemeName("primary");
        getFooter().add(new Button(Screens.text("shell.cancel"), click -> close()), password, send);
    }

    /// Begins with an attempt that failed.
    public InvitationDialog notSentTo(String address) {
        mail.setValue(address);
        notice.say("warn", Screens.text("member.invitation.unsent", name, address));
        return this;
    }

    private static Button button(String id, String text, Runnable action) {
        Button button = new Button(Screens.text(text));
        button.setId(id);
        // A mail server that is silent takes its time: nobody clicks twice meanwhile.
        button.setDisableOnClick(true);
        button.addClickListener(click -> {
            action.run();
            button.setEnabled(true);
        });
        return button;
    }

    private void sendLink() {
        if (mail.getValue().isBlank()) {
            mail.setInvalid(true);
            mail.setErrorMessage(Screens.text("member.invitation.mail.missing"));
            mail.focus();
            return;
        }
        send(mail.getValue().strip());
    }

    private void send(@Nullable String address) {
        notice.hide();
        mail.setInvalid(false);
        try {
            tell(sending.to(address));
        } catch (PluginException refused) {
            notice.refused(refused);
        }
    }

    private void tell(Invitation invitation) {
        if (invitation.notSentTo() != null) {
            notSentTo(invitation.notSentTo());
            return;
        }
        close();
        done.run();
        if (invitation.oneTimePassword() != null) {
            ToldDialog.password(name, username, invitation.oneTimePassword()).open();
        } else if (invitation.mailedTo() != null) {
            Toasts.done(Screens.text("member.invited.mail", name, invitation.mailedTo()));
        } else if (invitation.consentCode() != null) {
            ToldDialog.code(name, username, invitation.consentCode()).open();
        } else {
            Toasts.done(Screens.text("member.invitation.known", name));
        }
    }
}
