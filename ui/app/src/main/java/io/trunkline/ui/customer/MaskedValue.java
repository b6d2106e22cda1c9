package io.trunkline.ui.customer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerField;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;
import java.util.function.Function;

/// A masked value. Who may unmask it has a button beside it, is asked for the reason, and sees the
/// value for half a minute; then the browser takes it away, whether it reaches the server or not.
final class MaskedValue extends Span {

    private static final int SHOWN_MILLIS = 30_000;
    private static final int SHORTEST_REASON = 3;

    private final Span text = new Span();
    private final Button eye = new Button(Icons.of(Icons.EYE));
    private final ComboBox<String> reason = new ComboBox<>();
    private final Popover popover = new Popover();
    private final String label;
    private final String masked;
    private final transient Function<String, String> reveal;

    /// @param label name of the field
    /// @param value the field's value of a customer
    MaskedValue(
            Unmasking unmasking,
            long customerId,
            CustomerField field,
            String label,
            String masked,
            Function<Customer, String> value) {
        this.label = label;
        this.masked = masked;
        reveal = why -> unmasking.reveal(customerId, field, why, value);
        addClassName("tl-masked");
        add(text);
        conceal();
        if (!unmasking.isAllowed()) {
            return;
        }
        eye.addThemeNames("tertiary", "icon");
        eye.setAriaLabel(Screens.text("customer.unmask.open", label));
        eye.setTooltipText(Screens.text("customer.unmask.open", label));
        ask(unmasking);
        add(eye, popover);
        text.getElement().addEventListener("tl-conceal", event -> conceal());
    }

    private void ask(Unmasking unmasking) {
        reason.setLabel(Screens.text("customer.unmask.reason"));
        reason.setHelperText(Screens.text("customer.unmask.logged"));
        reason.setAllowCustomValue(true);
        reason.setWidthFull();
        reason.addCustomValueSetListener(event -> reason.setValue(event.getDetail()));
        Button show = new Button(Screens.text("customer.unmask.show"), click -> show());
        show.addThemeName("primary");
        Div foot = new Div(show);
        foot.addClassNames("tl-row", "tl-row-end");
        Div content = new Div(reason, foot);
        content.addClassName("tl-unmask");
        popover.setTarget(eye);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setModal(true);
        popover.setAriaLabel(Screens.text("customer.unmask.open", label));
        popover.add(content);
        popover.addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                reason.setInvalid(false);
                reason.setItems(unmasking.offered());
                reason.focus();
            }
        });
    }

    private void show() {
        String why = reason.getValue() == null ? "" : reason.getValue().strip();
        if (why.length() < SHORTEST_REASON) {
            reason.setErrorMessage(Screens.text("customer.unmask.reason.short"));
            reason.setInvalid(true);
            return;
        }
        String value;
        try {
            value = reveal.apply(why);
        } catch (RuntimeException failed) {
            reason.setErrorMessage(Failure.of(failed).message());
            reason.setInvalid(true);
            return;
        }
        popover.close();
        text.setText(value);
        text.getElement().removeAttribute("aria-label");
        text.getElement().setAttribute("role", "status");
        text.addClassName("tl-unmasked");
        text.getElement()
                .executeJs(
                        """
                        clearTimeout(this.tlConceal);
                        this.tlConceal = setTimeout(() => {
                          this.textContent = $0;
                          this.dispatchEvent(new CustomEvent('tl-conceal'));
                        }, $1);
                        """,
                        masked,
                        SHOWN_MILLIS);
        eye.focus();
    }

    private void conceal() {
        text.setText(masked);
        text.removeClassName("tl-unmasked");
        text.getElement()
                .setAttribute("role", "img")
                .setAttribute(
                        "aria-label",
                        Screens.text(
                                "customer.masked.ending",
                                label,
                                masked.substring(Math.max(0, masked.length() - 4))));
    }
}
