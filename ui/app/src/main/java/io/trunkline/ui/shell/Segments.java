package io.trunkline.ui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A few choices side by side, one of them taken.
final class Segments<T> extends Div {

    /// @param label what is chosen, for screen readers
    /// @param taken told when another one is taken
    Segments(String label, List<T> values, Function<T, String> text, T current, Consumer<T> taken) {
        addClassName("tl-segments");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", label);
        for (T value : values) {
            Button button = new Button(text.apply(value));
            button.addThemeName("tertiary");
            press(button, value.equals(current));
            button.addClickListener(click -> {
                getChildren().forEach(child -> press((Button) child, child == button));
                taken.accept(value);
            });
            add(button);
        }
    }

    private static void press(Button button, boolean pressed) {
        button.getElement().setAttribute("aria-pressed", Boolean.toString(pressed));
    }
}
