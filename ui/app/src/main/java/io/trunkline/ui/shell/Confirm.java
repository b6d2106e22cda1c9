package io.trunkline.ui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

/// Asks once more before something that cannot come back. Everything else is done at once and can
/// be undone ([Toasts#done(String, String, Runnable)]).
///
/// ```java
/// new Confirm(title, consequence, "抹去数据", this::erase).typing("ZZ-100428817").open();
/// ```
public final class Confirm extends Dialog {

    private final Div body = new Div();
    private final Button act;

    /// @param title the question
    /// @param consequence what will be gone, and whether it can come back
    /// @param verb what the button does, in words: never "OK"
    /// @param action runs once, after the dialog has closed
    public Confirm(String title, String consequence, String verb, Runnable action) {
        setHeaderTitle(title);
        addClassNames("tl-dialog", "tl-confirm");
        setRole("alertdialog");
        setWidth("380px");
        body.addClassName("tl-dialog-body");
        body.add(new Paragraph(consequence));
        add(body);
        act = new Button(verb);
        act.addThemeNames("primary", "error");
        act.setId("confirm-act");
        act.setDisableOnClick(true);
        act.addClickListener(click -> {
            close();
            action.run();
        });
        Button cancel = new Button(Screens.text("shell.cancel"), click -> close());
        cancel.setId("confirm-cancel");
        cancel.setAutofocus(true);
        getFooter().add(cancel, act);
    }

    /// The button works only after the same characters were typed.
    ///
    /// @param expected the number or name of what will be gone
    public Confirm typing(String expected) {
        TextField typed = new TextField(Screens.text("shell.confirm.type", expected));
        typed.setId("confirm-typed");
        typed.setWidthFull();
        typed.setAutofocus(true);
        typed.getElement().setAttribute("autocomplete", "off");
        typed.setValueChangeMode(ValueChangeMode.EAGER);
        typed.addValueChangeListener(
                change -> act.setEnabled(change.getValue().strip().equals(expected)));
        act.setEnabled(false);
        body.add(typed);
        return this;
    }

    /// For what is final without being a loss, such as sending: the button is not red.
    public Confirm harmless() {
        act.removeThemeNames("error");
        return this;
    }
}
