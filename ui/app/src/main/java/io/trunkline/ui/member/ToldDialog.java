package io.trunkline.ui.member;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.ui.shell.Screens;

/// What is told to someone so that she gets in, shown this once.
final class ToldDialog extends Dialog {

    /// The password for one use of someone without an address.
    static ToldDialog password(String name, String username, String password) {
        return new ToldDialog("member.password", name, username, password);
    }

    /// The code by which someone who has an account already agrees.
    static ToldDialog code(String name, String username, String code) {
        return new ToldDialog("member.code", name, username, code);
    }

    private ToldDialog(String what, String name, String username, String told) {
        setHeaderTitle(Screens.text(what + ".title", name));
        setWidth("440px");
        addClassName("tl-dialog");
        setCloseOnOutsideClick(false);
        TextField user = new TextField(Screens.text("member.username"));
        user.setValue(username);
        user.setReadOnly(true);
        TextField secret = new TextField(Screens.text(what));
        secret.setValue(told);
        secret.setReadOnly(true);
        secret.setId(what.replace('.', '-'));
        Div body = new Div(new Paragraph(Screens.text(what + ".once")), user, secret);
        body.addClassName("tl-dialog-body");
        add(body);
        Button close = new Button(Screens.text("member.password.noted"), click -> close());
        close.addThemeName("primary");
        getFooter().add(close);
    }
}
