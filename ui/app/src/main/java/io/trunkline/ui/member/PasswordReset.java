package io.trunkline.ui.member;

import com.vaadin.flow.component.button.Button;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.identity.Accounts.Invitation;
import io.trunkline.tenancy.member.Invitations;
import io.trunkline.tenancy.member.MemberRecord;
import io.trunkline.ui.shell.Confirm;
import io.trunkline.ui.shell.Notice;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.spi.Icons;

/// A new way in for a member who forgot hers, after a question.
final class PasswordReset {

    private PasswordReset() {}

    /// @param notice where a refusal is said
    static Button button(MemberRecord member, Invitations invitations, Notice notice) {
        Button button = new Button(Screens.text("member.password.reset"), Icons.of(Icons.LOCK));
        button.setId("member-reset-password");
        button.addClickListener(click ->
                new Confirm(
                                Screens.text("member.password.reset.title", member.member().name()),
                                Screens.text("member.password.reset.consequence"),
                                Screens.text("member.password.reset"),
                                () -> reset(member, invitations, notice))
                        .open());
        return button;
    }

    private static void reset(MemberRecord member, Invitations invitations, Notice notice) {
        notice.hide();
        String name = member.member().name();
        try {
            Invitation given = invitations.reset(member.id());
            if (given.oneTimePassword() != null) {
                ToldDialog.password(name, member.member().username(), given.oneTimePassword())
                        .open();
            } else if (given.mailedTo() != null) {
                Toasts.done(Screens.text("member.password.reset.mailed", given.mailedTo()));
            }
        } catch (PluginException refused) {
            notice.refused(refused);
        }
    }
}
