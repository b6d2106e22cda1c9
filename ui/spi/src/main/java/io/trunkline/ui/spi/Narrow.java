package io.trunkline.ui.spi;

import com.vaadin.flow.component.grid.Grid;
import java.util.Arrays;
import java.util.List;

/// What a list shows on a phone. Below 800 px only the columns that say which row it is and what is
/// urgent about it stay; the row itself leads to the rest.
///
/// ```java
/// Narrow.keep(grid, 0, 2); // after all columns were added
/// ```
public final class Narrow {

    private static final String HIDE =
            """
            if (this.tlNarrow) return;
            const narrow = this.tlNarrow = matchMedia('(max-width: 800px)');
            const change = () => {
              if (!this.isConnected) narrow.removeEventListener('change', change);
              else this.hidden = narrow.matches;
            };
            narrow.addEventListener('change', change);
            change();
            """;

    private Narrow() {}

    /// @param columns positions, from 0, of the columns that stay
    public static void keep(Grid<?> grid, int... columns) {
        grid.addAttachListener(event -> hideOthers(grid, columns));
        if (grid.isAttached()) {
            hideOthers(grid, columns);
        }
    }

    private static void hideOthers(Grid<?> grid, int... columns) {
        List<? extends Grid.Column<?>> all = grid.getColumns();
        for (int position = 0; position < all.size(); position++) {
            int here = position;
            if (Arrays.stream(columns).noneMatch(kept -> kept == here)) {
                all.get(position).getElement().executeJs(HIDE);
            }
        }
    }
}
