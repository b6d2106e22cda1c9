package io.trunkline.plugins.example;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.ui.spi.ViewContext;
import java.util.Optional;

/// The box on a customer's page: the note, and a button that marks the customer.
final class FavouritePanel {

    private FavouritePanel() {}

    static Optional<Component> of(ViewContext page, Favourites favourites, long customerId) {
        TextField note = new TextField(page.text("favourite.note"));
        note.setWidthFull();
        note.setMaxLength(200);
        favourites
                .find(page.session(), customerId)
                .ifPresent(favourite -> note.setValue(favourite.note()));
        Button mark = new Button(page.text("favourite.mark"));
        mark.addClickListener(click -> {
            try {
                favourites.mark(page.session(), new FavouriteDraft(customerId, note.getValue()));
                page.done(page.text("favourite.saved"));
            } catch (RuntimeException e) {
                page.failed(e);
            }
        });
        return Optional.of(new Div(note, mark));
    }
}
