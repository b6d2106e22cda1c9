package io.trunkline.ui.shell;

import com.vaadin.flow.component.checkbox.Checkbox;

/// On or off, at once: a checkbox that looks and reads like a switch.
public final class Switch extends Checkbox {

    public Switch() {
        addClassName("tl-switch");
        // The input is what is focused and read out; the element around it is not.
        getElement().executeJs("(this.inputElement ?? this).setAttribute('role', 'switch')");
    }
}
