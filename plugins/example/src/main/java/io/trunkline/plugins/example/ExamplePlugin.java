package io.trunkline.plugins.example;

import io.trunkline.spi.ApprovalDecided;
import io.trunkline.spi.ApprovalKind;
import io.trunkline.spi.CustomerChanged;
import io.trunkline.spi.NotificationKind;
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
    static final Permission APPROVE = new Permission("example.approve");

    private final Favourites favourites;
    private final Allowances allowances;

    public ExamplePlugin(PluginContext context) {
        this.favourites = new Favourites(context);
        this.allowances = new Allowances(context);
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(VIEW, EDIT, APPROVE);
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
                        (session, request) -> favourites.mark(session, request.body())),
                Route.get(
                        "/allowances",
                        VIEW,
                        Allowance[].class,
                        (session, request) -> allowances.list(session).toArray(Allowance[]::new)),
                Route.post(
                        "/allowances",
                        EDIT,
                        MoreDraft.class,
                        Allowance.class,
                        (session, request) -> allowances.ask(session, request.body())));
    }

    @Override
    public List<Subscription<?>> subscriptions() {
        return List.of(
                new Subscription<>(CustomerChanged.class, favourites::customerChanged),
                new Subscription<>(ApprovalDecided.class, allowances::decided));
    }

    @Override
    public List<NotificationKind> notifications() {
        return List.of(Favourites.CHANGED);
    }

    @Override
    public List<ApprovalKind> approvals() {
        return List.of(Allowances.MORE);
    }

    Favourites favourites() {
        return favourites;
    }
}
