package io.trunkline.ui.operator;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.trunkline.spi.PluginException;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import java.util.function.Consumer;

/// Asks for the reason of a step in a tenant's life, and names what follows from it.
final class StepDialog extends Dialog {

    private static final int LONGEST = 500;

    private final TextArea reason = new TextArea(Screens.text("operator.reason"));
    private final TextField typed = new TextField();
    private final Button act;
    private String expected = "";

    /// @param step key of the texts: `operator.step.<step>` and so on
    /// @param action given the reason; may throw a refusal, which is shown
    StepDialog(String step, String tenant, Consumer<String> action) {
        setHeaderTitle(Screens.text("operator.step." + step + ".title", tenant));
        addClassName("tl-dialog");
        setWidth("440px");
        setId("step-" + step);
        act = new Button(Screens.text("operator.step." + step));
        act.setId("step-act");
        act.addThemeName("primary");
        act.setEnabled(false);
        act.addClickListener(click -> run(action));
        reason.setId("step-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST);
        reason.setRequiredIndicatorVisible(true);
        reason.setValueChangeMode(ValueChangeMode.EAGER);
        reason.addValueChangeListener(change -> allow());
        reason.focus();
        typed.setVisible(false);
        typed.setWidthFull();
        typed.setId("step-typed");
        typed.setValueChangeMode(ValueChangeMode.EAGER);
        typed.addValueChangeListener(change -> allow());
        Div body =
                new Div(
                        new Paragraph(Screens.text("operator.step." + step + ".consequence")),
                        reason,
                        typed);
        body.addClassName("tl-dialog-body");
        add(body);
        getFooter().add(new Button(Screens.text("shell.cancel"), click -> close()), act);
    }

    /// For what cannot come back: the key is typed first, and the button is red.
    StepDialog typing(String key) {
        expected = key;
        typed.setLabel(Screens.text("shell.confirm.type", key));
        typed.setVisible(true);
        act.addThemeName("error");
        return this;
    }

    private void allow() {
        act.setEnabled(!reason.getValue().isBlank() && typed.getValue().strip().equals(expected));
    }

    private void run(Consumer<String> action) {
        try {
            action.accept(reason.getValue().strip());
            close();
        } catch (PluginException refused) {
            Toasts.failed(Failure.of(refused));
        }
    }
}
