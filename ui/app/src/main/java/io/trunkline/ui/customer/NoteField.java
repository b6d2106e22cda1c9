package io.trunkline.ui.customer;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.spi.Icons;
import java.util.function.Consumer;

/// Writes a note on a timeline; what was typed stays until it is saved.
final class NoteField extends Div {

    private static final int LONGEST = 2000;

    private final TextArea text = new TextArea();
    private final transient Consumer<String> save;
    private final transient Runnable cleared;

    /// @param cleared called when a note was saved and the field is empty again
    NoteField(Consumer<String> save, Runnable cleared) {
        this.save = save;
        this.cleared = cleared;
        addClassName("tl-note");
        text.setPlaceholder(Screens.text("customer.note.placeholder"));
        text.setAriaLabel(Screens.text("customer.note"));
        text.setMaxLength(LONGEST);
        text.setMinRows(1);
        text.setMaxRows(5);
        text.setValueChangeMode(ValueChangeMode.EAGER);
        text.setPrefixComponent(Icons.of(Icons.NOTEBOOK_PEN));
        Button button = new Button(Screens.text("customer.note.save"), click -> save());
        text.addValueChangeListener(event -> button.setVisible(!event.getValue().isBlank()));
        button.setVisible(false);
        button.setTooltipText("Ctrl Enter");
        Shortcuts.addShortcutListener(text, this::save, Key.ENTER, KeyModifier.CONTROL)
                .listenOn(text)
                .resetFocusOnActiveElement();
        add(text, button);
    }

    TextArea text() {
        return text;
    }

    private void save() {
        if (text.getValue().isBlank()) {
            return;
        }
        try {
            save.accept(text.getValue().strip());
            text.clear();
            cleared.run();
            // The page's keys work again.
            text.blur();
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
    }
}
