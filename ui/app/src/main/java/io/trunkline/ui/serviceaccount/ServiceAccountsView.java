package io.trunkline.ui.serviceaccount;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.trunkline.tenancy.role.PermissionCatalogue;
import io.trunkline.tenancy.serviceaccount.ServiceAccount;
import io.trunkline.tenancy.serviceaccount.ServiceAccounts;
import io.trunkline.ui.shell.Confirm;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.PermissionNames;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Narrow;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/// The tenant's machine clients.
@Route(value = "machine-clients", layout = MainLayout.class)
@Needs("service-account.manage")
public class ServiceAccountsView extends Div implements Trail {

    private final transient ServiceAccounts accounts;
    private final transient PermissionCatalogue catalogue;
    private final transient PermissionNames names;
    private final Div body = new Div();

    @Inject
    public ServiceAccountsView(
            ServiceAccounts accounts, PermissionCatalogue catalogue, PermissionNames names) {
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.names = names;
        addClassName("tl-view");
        Button create = new Button(Screens.text("machine.new"), Icons.of(Icons.PLUS));
        create.addThemeName("primary");
        create.setId("new-machine");
        create.addClickListener(click -> create());
        Span words = new Span(Screens.text("machine.why"));
        words.addClassName("tl-muted");
        Span spacer = new Span();
        spacer.addClassName("tl-spacer");
        Div head = new Div(new H2(Screens.text("machine.title")), words, spacer, create);
        head.addClassName("tl-head");
        body.addClassName("tl-fill");
        Div panel = new Div(head, body);
        panel.addClassName("tl-panel");
        add(panel);
        show();
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("machine.title"), null));
    }

    private void show() {
        List<ServiceAccount> all = accounts.all();
        body.removeAll();
        body.add(
                all.isEmpty()
                        ? States.empty(
                                Icons.PLUG,
                                Screens.text("machine.none"),
                                Screens.text("machine.none.why"))
                        : grid(all));
    }

    private Grid<ServiceAccount> grid(List<ServiceAccount> all) {
        Grid<ServiceAccount> grid = new Grid<>();
        grid.setId("machines");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeNames("no-border");
        grid.addColumn(ServiceAccount::name).setHeader(Screens.text("machine.name"));
        grid.addColumn(ServiceAccount::clientId).setHeader(Screens.text("machine.client"));
        grid.addColumn(account -> String.join(" · ", permissions(account)))
                .setTooltipGenerator(account -> String.join("\n", permissions(account)))
                .setHeader(Screens.text("machine.permissions"))
                .setFlexGrow(2);
        grid.addColumn(account -> Screens.text("machine.scope." + account.scope()))
                .setHeader(Screens.text("machine.scope"));
        grid.addColumn(account ->
                        account.expiresAt() == null
                                ? "–"
                                : Screens.formats().dateTime(account.expiresAt()))
                .setHeader(Screens.text("machine.expires"));
        grid.addComponentColumn(ServiceAccountsView::state)
                .setHeader(Screens.text("machine.state"));
        grid.addColumn(account -> Screens.formats().dateTime(account.rotatedAt()))
                .setHeader(Screens.text("machine.rotated"));
        grid.addComponentColumn(this::actions).setAutoWidth(true).setFlexGrow(0);
        Narrow.keep(grid, 0, 5, 7);
        grid.setItems(all);
        grid.setSizeFull();
        return grid;
    }

    private List<String> permissions(ServiceAccount account) {
        return account.permissions().stream().map(names::of).toList();
    }

    private static Span state(ServiceAccount account) {
        boolean expired = account.expired(Instant.now());
        String name = account.revoked() ? "REVOKED" : expired ? "EXPIRED" : "ACTIVE";
        Span state = new Span(Screens.text("machine.state." + name));
        state.addClassName("tl-status");
        state.addClassName(account.revoked() ? "bad" : expired ? "warn" : "ok");
        return state;
    }

    private Component actions(ServiceAccount account) {
        if (account.revoked()) {
            return new Span();
        }
        Button rotate = new Button(Screens.text("machine.rotate"), click -> rotate(account));
        rotate.addThemeNames("tertiary", "small");
        Button revoke = new Button(Screens.text("machine.revoke"), click -> revoke(account));
        revoke.addThemeNames("tertiary", "small", "error");
        Div actions = new Div(rotate, revoke);
        actions.addClassName("tl-row");
        return actions;
    }

    private void create() {
        new ServiceAccountDialog(
                        accounts,
                        catalogue,
                        names,
                        issued -> {
                            show();
                            new SecretDialog(issued).open();
                        })
                .open();
    }

    private void rotate(ServiceAccount account) {
        confirm(
                Screens.text("machine.rotate.title", account.name()),
                Screens.text("machine.rotate.what"),
                Screens.text("machine.rotate"),
                () -> {
                    new SecretDialog(accounts.rotate(account.id())).open();
                    show();
                });
    }

    private void revoke(ServiceAccount account) {
        confirm(
                Screens.text("machine.revoke.title", account.name()),
                Screens.text("machine.revoke.what"),
                Screens.text("machine.revoke"),
                () -> {
                    accounts.revoke(account.id());
                    Toasts.done(Screens.text("machine.revoked", account.name()));
                    show();
                });
    }

    /// Neither can be taken back: what is in use stops working.
    private static void confirm(String title, String what, String yes, Runnable action) {
        Runnable tried =
                () -> {
                    try {
                        action.run();
                    } catch (RuntimeException failed) {
                        Toasts.failed(Failure.of(failed));
                    }
                };
        new Confirm(title, what, yes, tried).open();
    }
}
