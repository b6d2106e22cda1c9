package __package__;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.ui.spi.ViewContext;
import java.util.Optional;

/// The box on a customer's page: the note, and a button that keeps it.
final class NotePanel {

    private NotePanel() {}

    static Optional<Component> of(ViewContext page, Notes notes, long customerId) {
        TextField text = new TextField(page.text("note.text"));
        text.setWidthFull();
        notes.find(page.session(), customerId).ifPresent(text::setValue);
        Button save = new Button(page.text("note.save"));
        save.addClickListener(click -> {
            try {
                notes.write(page.session(), new NoteDraft(customerId, text.getValue()));
                page.done(page.text("note.saved"));
            } catch (RuntimeException e) {
                page.failed(e);
            }
        });
        return Optional.of(new Div(text, save));
    }
}
