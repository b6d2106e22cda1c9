package io.trunkline.plugins.example;

import io.trunkline.spi.CustomerChanged;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Route;
import io.trunkline.spi.Setting;
import io.trunkline.spi.Subscription;
import io.trunkline.spi.TrunklinePlugin;
import java.util.List;
import java.util.Set;

/// What the plugin adds to the platform: the list to start reading at.
public class ExamplePlugin implements TrunklinePlugin {

    static final Permission VIEW = new Permission("example.view");
    static final Permission EDIT = new Permission("example.edit");

    private final Favourites favourites;

    public ExamplePlugin(PluginContext context) {
        this.favourites = new Favourites(context);
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(VIEW, EDIT);
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(Favourites.MOST);
    }

    @Override
    public List<Route<?, ?>> routes() {
        return List.of(
                Route.get(
                        "/favourites",
                        VIEW,
                        Favourite[].class,
                        (session, request) -> favourites.list(session).toArray(Favourite[]::new)),
                Route.post(
                        "/favourites",
                        EDIT,
                        FavouriteDraft.class,
                        Favourite.class,
                        (session, request) -> favourites.mark(session, request.body())));
    }

    @Override
    public List<Subscription<?>> subscriptions() {
        return List.of(new Subscription<>(CustomerChanged.class, favourites::customerChanged));
    }

    Favourites favourites() {
        return favourites;
    }
}
