package __package__;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.ui.spi.ViewContext;
import java.util.List;

/// All notes; a click opens the customer.
final class NotesView extends Div {

    NotesView(ViewContext page, Notes notes) {
        addClassName("tl-view");
        List<Note> written = notes.list(page.session());
        if (written.isEmpty()) {
            add(new Span(page.text("notes.none")));
            return;
        }
        Grid<Note> grid = new Grid<>();
        grid.addColumn(Note::customer).setHeader(page.text("note.customer"));
        grid.addColumn(Note::text).setHeader(page.text("note.text"));
        grid.setItems(written);
        grid.setAllRowsVisible(true);
        grid.addItemClickListener(click -> page.openCustomer(click.getItem().customerId()));
        add(grid);
    }
}
