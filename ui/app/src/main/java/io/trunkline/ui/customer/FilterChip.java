package io.trunkline.ui.customer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;
import org.jspecify.annotations.Nullable;

/// A filter of a list: closed it names what it restricts to, opened it offers the choice.
final class FilterChip extends Div {

    private final NativeButton open = new NativeButton();
    private final Button clear = new Button(Icons.of(Icons.X));
    private final Popover popover = new Popover();
    private final String icon;
    private final String name;

    FilterChip(String icon, String name, Runnable onClear) {
        this.icon = icon;
        this.name = name;
        addClassName("tl-chip");
        clear.addThemeNames("tertiary", "icon");
        clear.setAriaLabel(Screens.text("customer.filter.clear-one", name));
        clear.addClickListener(click -> onClear.run());
        popover.setTarget(open);
        popover.setPosition(PopoverPosition.BOTTOM_START);
        popover.setAutofocus(true);
        popover.addClassName("tl-filter");
        add(open, clear, popover);
        show(null);
    }

    void offer(Component choice) {
        popover.add(choice);
    }

    void close() {
        popover.close();
    }

    /// @param value what is chosen, null for nothing
    void show(@Nullable String value) {
        boolean active = value != null;
        setClassName("active", active);
        clear.setVisible(active);
        open.removeAll();
        open.add(Icons.of(icon), new Span(name));
        if (value == null) {
            open.add(Icons.of(Icons.CHEVRON_DOWN));
        } else {
            Span chosen = new Span(value);
            chosen.addClassName("tl-strong");
            open.add(chosen);
        }
    }
}
