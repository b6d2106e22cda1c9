package io.trunkline.ui.member;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.Invitations;
import io.trunkline.tenancy.member.Invited;
import io.trunkline.tenancy.member.MemberAdministration;
import io.trunkline.tenancy.member.MemberError;
import io.trunkline.tenancy.member.MemberRecord;
import io.trunkline.ui.handover.HandoverDialogs;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Notice;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.spi.Icons;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The form of one member: invite, change, move, shut out. Who still has work is offered the
/// handover first.
final class MemberDialog extends Dialog {

    private final transient MemberAdministration members;
    private final transient Invitations invitations;
    private final transient HandoverDialogs handovers;
    private final MemberFields fields;
    private final transient @Nullable MemberRecord base;
    private final transient Runnable done;
    private final Notice notice = new Notice();

    /// @param base null for a new member
    MemberDialog(
            MemberAdministration members,
            Invitations invitations,
            HandoverDialogs handovers,
            MemberFields fields,
            @Nullable MemberRecord base,
            Runnable done) {
        this.members = members;
        this.invitations = invitations;
        this.handovers = handovers;
        this.fields = fields;
        this.base = base;
        this.done = done;
        setId("member");
        setHeaderTitle(
                base == null
                        ? Screens.text("member.invite")
                        : Screens.text(
                                "member.title", base.member().name(), base.member().username()));
        setWidth("780px");
        addClassName("tl-dialog");
        setCloseOnOutsideClick(false);
        Div body = new Div(notice, fields);
        body.addClassName("tl-dialog-body");
        add(body);
        footer();
        fields.focus();
    }

    private void footer() {
        Button save = new Button(Screens.text(base == null ? "member.invite.send" : "member.save"));
        save.addThemeName("primary");
        save.setId("member-save");
        save.addClickListener(click -> save(false));
        Span key = new Span("Ctrl ↵");
        key.addClassName("tl-kbd");
        save.setSuffixComponent(key);
        Shortcuts.addShortcutListener(this, () -> save(false), Key.ENTER, KeyModifier.CONTROL)
                .listenOn(this)
                .resetFocusOnActiveElement();
        MemberRecord member = base;
        if (member != null) {
            Div others = new Div();
            others.addClassNames("tl-row", "tl-grow");
            boolean self = Objects.equals(TenantRunner.current().actor().memberId(), member.id());
            Button state =
                    member.member().active()
                            ? new Button(
                                    Screens.text("member.disable"),
                                    Icons.of(Icons.BAN),
                                    click -> disable(member, false))
                            : new Button(
                                    Screens.text("member.enable"),
                                    Icons.of(Icons.USER_CHECK),
                                    click -> enable(member));
            state.setId("member-state");
            state.setVisible(!self);
            Button handover =
                    new Button(
                            Screens.text("member.handover"),
                            Icons.of(Icons.SHUFFLE),
                            click -> handOver(member));
            handover.setId("member-handover");
            Button invite =
                    new Button(
                            Screens.text("member.invitation"),
                            Icons.of(Icons.MAIL),
                            click -> inviteAgain(member));
            invite.setId("member-invite-again");
            invite.setVisible(!self && member.member().active() && invitations.makesAccounts());
            Button reset = PasswordReset.button(member, invitations, notice);
            reset.setVisible(
                    invite.isVisible() && !member.invitationDue() && member.consent() == null);
            others.add(state, handover, invite, reset);
            if (member.consent() != null) {
                notice.say("warn", Screens.text("member.consent." + member.consent()));
            } else if (member.invitationDue()) {
                notice.say("warn", Screens.text("member.invitation.due"));
            }
            getFooter().add(others);
        }
        getFooter().add(new Button(Screens.text("shell.cancel"), click -> close()), save);
    }

    private void save(boolean workMayStay) {
        notice.hide();
        fields.unmark();
        MemberRecord member = base;
        try {
            if (member == null) {
                Invited invited =
                        invitations.invite(fields.username(), fields.mail(), fields.draft());
                close();
                done.run();
                tell(invited);
                return;
            }
            MemberRecord saved =
                    members.update(member.id(), member.version(), fields.draft(), workMayStay);
            finish("member.saved", saved);
        } catch (PluginException refused) {
            refused(refused, () -> save(true));
        }
    }

    private void disable(MemberRecord member, boolean workMayStay) {
        try {
            finish("member.disabled", members.disable(member.id(), member.version(), workMayStay));
        } catch (PluginException refused) {
            refused(refused, () -> disable(member, true));
        }
    }

    private void enable(MemberRecord member) {
        try {
            finish("member.enabled", members.enable(member.id(), member.version()));
        } catch (PluginException refused) {
            refused(refused, () -> {});
        }
    }

    private void finish(String text, MemberRecord member) {
        close();
        Toasts.done(Screens.text(text, member.member().name()));
        done.run();
    }

    private void handOver(MemberRecord member) {
        handovers.open(member, done);
    }

    private void refused(PluginException refused, Runnable anyway) {
        MemberRecord member = base;
        if (refused.code() == MemberError.MEMBER_HAS_WORK && member != null) {
            Button first = new Button(Screens.text("member.work.first"), click -> handOver(member));
            first.addThemeName("primary");
            first.setId("member-work-first");
            Button still = new Button(Screens.text("member.work.anyway"), click -> anyway.run());
            still.setId("member-work-anyway");
            notice.say("warn", Failure.of(refused).message(), first, still);
        } else if (refused.code() == StandardErrorCode.STALE) {
            notice.say("warn", Failure.of(refused).message());
        } else if (!fields.mark(refused.code(), Failure.of(refused).message())) {
            notice.refused(refused);
        }
    }

    private void inviteAgain(MemberRecord member) {
        invitation(member).open();
    }

    private InvitationDialog invitation(MemberRecord member) {
        return new InvitationDialog(
                member.member().name(),
                member.member().username(),
                mail -> invitations.again(member.id(), mail),
                () -> {
                    close();
                    done.run();
                });
    }

    private void tell(Invited invited) {
        String name = invited.member().member().name();
        if (invited.invitation() == null) {
            Toasts.done(Screens.text("member.invited.later", name));
        } else if (invited.invitation().notSentTo() != null) {
            invitation(invited.member()).notSentTo(invited.invitation().notSentTo()).open();
        } else if (invited.invitation().oneTimePassword() != null) {
            ToldDialog.password(
                            name,
                            invited.member().member().username(),
                            invited.invitation().oneTimePassword())
                    .open();
        } else if (invited.invitation().mailedTo() != null) {
            Toasts.done(Screens.text("member.invited.mail", name, invited.invitation().mailedTo()));
        } else if (invited.invitation().consentCode() != null) {
            ToldDialog.code(
                            name,
                            invited.member().member().username(),
                            invited.invitation().consentCode())
                    .open();
        } else {
            Toasts.done(
                    Screens.text(
                            invitations.makesAccounts()
                                    ? "member.invited.known"
                                    : "member.invited.by-hand",
                            name));
        }
    }
}
