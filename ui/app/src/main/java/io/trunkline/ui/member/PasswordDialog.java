package io.trunkline.ui.member;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.ui.shell.Screens;

/// The password for one use, shown this once.
final class PasswordDialog extends Dialog {

    PasswordDialog(String name, String username, String password) {
        setHeaderTitle(Screens.text("member.password.title", name));
        setWidth("440px");
        addClassName("tl-dialog");
        setCloseOnOutsideClick(false);
        TextField user = new TextField(Screens.text("member.username"));
        user.setValue(username);
        user.setReadOnly(true);
        TextField secret = new TextField(Screens.text("member.password"));
        secret.setValue(password);
        secret.setReadOnly(true);
        secret.setId("member-password");
        Div body = new Div(new Paragraph(Screens.text("member.password.once")), user, secret);
        body.addClassName("tl-dialog-body");
        add(body);
        Button close = new Button(Screens.text("member.password.noted"), click -> close());
        close.addThemeName("primary");
        getFooter().add(close);
    }
}
