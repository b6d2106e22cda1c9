package io.trunkline.ui.operator;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.config.TenantDraft;
import io.trunkline.tenancy.identity.Accounts.Invitation;
import io.trunkline.tenancy.tenant.FirstInvitations;
import io.trunkline.tenancy.tenant.TenantError;
import io.trunkline.tenancy.tenant.TenantLife;
import io.trunkline.ui.member.InvitationDialog;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A new tenant and its first administrator. Afterwards it says how she gets in; a password for one
/// use is shown here and nowhere else.
final class TenantDialog extends Dialog {

    private final transient TenantLife life;
    private final transient FirstInvitations invitations;
    private final Runnable created;
    private final Div notice = new Div();
    private final TextField key = field("key", "");
    private final TextField name = field("name", "");
    private final Select<String> locale = new Select<>();
    private final TextField zone = field("zone", "Asia/Shanghai");
    private final TextField districts = field("districts", "");
    private final TextField username = field("username", "");
    private final TextField displayName = field("displayName", "");
    private final TextField mail = field("mail", "");
    private final Map<String, TextField> fields =
            Map.of(
                    "key", key,
                    "name", name,
                    "zone", zone,
                    "districts", districts,
                    "administrator.username", username,
                    "administrator.displayName", displayName,
                    "administrator.mail", mail);

    TenantDialog(TenantLife life, FirstInvitations invitations, Runnable created) {
        this.life = life;
        this.invitations = invitations;
        this.created = created;
        setHeaderTitle(Screens.text("operator.new"));
        setId("tenant-dialog");
        addClassName("tl-dialog");
        setWidth("640px");
        setCloseOnOutsideClick(false);
        locale.setLabel(Screens.text("operator.field.locale"));
        locale.setItems("zh-CN", "en");
        locale.setItemLabelGenerator(tag -> tag.equals("en") ? "English" : "中文");
        locale.setValue("zh-CN");
        Stream.of(key, name, username, displayName)
                .forEach(required -> required.setRequiredIndicatorVisible(true));
        notice.setVisible(false);
        Div form = new Div(key, name, locale, zone, districts, head(), username, displayName, mail);
        form.addClassName("tl-operator-form");
        Div body = new Div(notice, form);
        body.addClassName("tl-dialog-body");
        add(body);
        Button create = new Button(Screens.text("operator.create"), click -> create());
        create.setId("tenant-create");
        create.addThemeName("primary");
        create.setDisableOnClick(true);
        getFooter().add(new Button(Screens.text("shell.cancel"), click -> close()), create);
    }

    private static Span head() {
        Span head = new Span(Screens.text("operator.first"));
        head.addClassName("tl-strong");
        return head;
    }

    private static TextField field(String key, String value) {
        TextField field = new TextField(Screens.text("operator.field." + key));
        field.setId("tenant-" + key);
        field.setHelperText(Screens.text("operator.field." + key + ".help"));
        field.setValue(value);
        return field;
    }

    private void create() {
        notice.setVisible(false);
        fields.values().forEach(field -> field.setInvalid(false));
        try {
            TenantLife.Created made = life.create(draft());
            created.run();
            told(made.invitation());
        } catch (PluginException refused) {
            refused(refused);
        }
        setButtonEnabled();
    }

    private TenantDraft draft() {
        List<String> names =
                Stream.of(districts.getValue().split("[,，、\\s]+", -1))
                        .filter(text -> !text.isBlank())
                        .toList();
        return new TenantDraft(
                key.getValue().strip(),
                name.getValue().strip(),
                locale.getValue(),
                zone.getValue().strip(),
                names,
                List.of(),
                new TenantDraft.Administrator(
                        username.getValue().strip(),
                        displayName.getValue().strip(),
                        mail.getValue().isBlank() ? null : mail.getValue().strip()));
    }

    private void refused(PluginException refused) {
        if (refused.code() == TenantError.FIELD_INVALID) {
            TextField wrong = fields.get(String.valueOf(refused.arguments().getFirst()));
            if (wrong != null) {
                wrong.setInvalid(true);
                wrong.setErrorMessage(wrong.getHelperText());
                wrong.focus();
                return;
            }
        }
        say("bad", Failure.of(refused).message());
    }

    private void told(Invitation invitation) {
        if (invitation.notSentTo() != null) {
            close();
            new InvitationDialog(
                            displayName.getValue().strip(),
                            username.getValue().strip(),
                            address ->
                                    invitations.send(
                                            key.getValue().strip(),
                                            username.getValue().strip(),
                                            address),
                            created)
                    .notSentTo(invitation.notSentTo())
                    .open();
            return;
        }
        removeAll();
        getFooter().removeAll();
        Paragraph words = new Paragraph(words(invitation));
        Div body = new Div(words);
        body.setId("tenant-invited");
        body.addClassName("tl-dialog-body");
        String told =
                invitation.oneTimePassword() == null
                        ? invitation.consentCode()
                        : invitation.oneTimePassword();
        if (told != null) {
            Span shown = new Span(told);
            shown.addClassName("tl-operator-password");
            body.add(shown);
        }
        add(body);
        Button done = new Button(Screens.text("operator.done"), click -> close());
        done.addThemeName("primary");
        getFooter().add(done);
    }

    private String words(Invitation invitation) {
        if (invitation.mailedTo() != null) {
            return Screens.text("operator.invited.mail", invitation.mailedTo());
        }
        if (invitation.oneTimePassword() != null) {
            return Screens.text("operator.invited.password", username.getValue().strip());
        }
        return invitation.consentDue()
                ? Screens.text("operator.invited.consent", username.getValue().strip())
                : Screens.text("operator.invited.by-hand");
    }

    private void setButtonEnabled() {
        getFooter()
                .getElement()
                .getChildren()
                .flatMap(element -> element.getComponent().stream())
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .forEach(button -> button.setEnabled(true));
    }

    private void say(String tone, String text) {
        notice.removeAll();
        notice.setClassName("tl-notice " + tone);
        notice.getElement().setAttribute("role", "alert");
        notice.add(new Span(text));
        notice.setVisible(true);
    }
}
