package io.trunkline.plugins.example;

import io.trunkline.spi.PluginContext;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Panel;
import io.trunkline.ui.spi.UiPlugin;
import io.trunkline.ui.spi.View;
import java.util.List;

/// What the plugin adds to the screens. Left out on a node that serves the API alone.
public class ExampleUi implements UiPlugin {

    private final Favourites favourites;

    public ExampleUi(PluginContext context, ExamplePlugin plugin) {
        this.favourites = plugin.favourites();
    }

    @Override
    public List<View> views() {
        return List.of(
                new View(
                        "favourites",
                        "view.favourites",
                        new View.MenuEntry(Icons.STAR, 10),
                        ExamplePlugin.VIEW,
                        false,
                        page -> new FavouritesView(page, favourites)));
    }

    @Override
    public List<Panel> panels() {
        return List.of(
                new Panel(
                        "favourite",
                        "panel.favourite",
                        Icons.STAR,
                        ExamplePlugin.EDIT,
                        (page, customerId) -> FavouritePanel.of(page, favourites, customerId)));
    }
}
