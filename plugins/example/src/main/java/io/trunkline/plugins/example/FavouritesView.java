package io.trunkline.plugins.example;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.ui.spi.Formats;
import io.trunkline.ui.spi.ViewContext;
import java.time.LocalDate;
import java.util.List;

/// The page with the member's favourites.
class FavouritesView extends Div {

    FavouritesView(ViewContext page, Favourites favourites) {
        addClassName("tl-view");
        List<Favourite> marked = favourites.list(page.session());
        if (marked.isEmpty()) {
            add(new Span(page.text("favourite.none")));
            return;
        }
        Formats formats = Formats.of(page.session());
        Grid<Favourite> grid = new Grid<>();
        grid.addColumn(Favourite::name).setHeader(page.text("favourite.customer"));
        grid.addColumn(Favourite::note).setHeader(page.text("favourite.note"));
        grid.addColumn(favourite -> changed(favourite, formats))
                .setHeader(page.text("favourite.changed"));
        grid.setItems(marked);
        grid.setAllRowsVisible(true);
        grid.addItemClickListener(click -> page.openCustomer(click.getItem().customerId()));
        add(grid);
    }

    private static String changed(Favourite favourite, Formats formats) {
        return favourite.changedAt() == null
                ? ""
                : formats.shortDate(LocalDate.ofInstant(favourite.changedAt(), formats.zone()));
    }
}
