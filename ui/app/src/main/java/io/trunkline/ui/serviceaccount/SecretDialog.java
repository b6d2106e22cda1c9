package io.trunkline.ui.serviceaccount;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.tenancy.identity.MachineClients;
import io.trunkline.tenancy.serviceaccount.ServiceAccounts;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;

/// Shows a secret, this once; or what a person has to do where the platform cannot make clients.
final class SecretDialog extends Dialog {

    SecretDialog(ServiceAccounts.Issued issued) {
        setHeaderTitle(Screens.text("machine.secret.title"));
        setWidth("520px");
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        String clientId = issued.account().clientId();
        Div body = new Div();
        body.addClassName("tl-dialog-body");
        String secret = issued.secret();
        if (secret == null) {
            body.add(
                    new Paragraph(
                            Screens.text(
                                    "machine.by-hand",
                                    clientId,
                                    MachineClients.username(clientId))));
        } else {
            body.add(new Paragraph(Screens.text("machine.secret.once")));
            body.add(shown("machine.client", "machine-client", clientId));
            body.add(shown("machine.secret", "machine-secret", secret));
        }
        add(body);
        Button close = new Button(Screens.text("machine.secret.kept"), click -> close());
        close.addThemeName("primary");
        getFooter().add(close);
    }

    private static TextField shown(String label, String id, String value) {
        TextField field = new TextField(Screens.text(label));
        field.setId(id);
        field.setValue(value);
        field.setReadOnly(true);
        field.setWidthFull();
        Button copy = new Button(Icons.of(Icons.COPY));
        copy.addThemeNames("tertiary", "icon");
        copy.setAriaLabel(Screens.text("machine.copy"));
        copy.setTooltipText(Screens.text("machine.copy"));
        copy.addClickListener(
                click -> copy.getElement().executeJs("navigator.clipboard.writeText($0)", value));
        field.setSuffixComponent(copy);
        return field;
    }
}
