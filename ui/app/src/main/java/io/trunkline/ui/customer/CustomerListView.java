package io.trunkline.ui.customer;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerPage;
import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.core.customer.Customers;
import io.trunkline.core.export.CustomerExports;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Keys;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;

/// The customers the session may see: search, filters, order, keyboard.
@Route(value = "customers", layout = MainLayout.class)
@Needs("customer.view")
public class CustomerListView extends Div implements BeforeEnterObserver, Trail {

    private static final int EXPORT_PAGE = 200;

    private final transient CustomerRows rows;
    private final transient CustomerForms forms;
    private final transient CustomerExports exports;
    private final transient CustomerDeletion deletion;
    private final CustomerFilters filters;
    private final CustomerGrid grid;
    private final Div body = new Div();
    private final Span total = new Span();
    private final Div views = new Div();
    private CustomerListState state = CustomerListState.ALL;

    @Inject
    public CustomerListView(
            Customers customers,
            CustomerNames names,
            OrgUnits orgUnits,
            Members members,
            CustomerForms forms,
            CustomerExports exports,
            CustomerDeletion deletion) {
        this.forms = forms;
        this.exports = exports;
        this.deletion = deletion;
        rows = new CustomerRows(new Stored(customers, names));
        filters = new CustomerFilters(orgUnits, members, this::go);
        grid = new CustomerGrid(rows, CustomerListView::open);
        body.addClassName("tl-panel-body");
        Div panel = new Div(head(), filters, body, foot());
        panel.addClassName("tl-panel");
        addClassName("tl-view");
        add(panel);
        bindKeys();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show(CustomerListState.of(event.getLocation().getQueryParameters()));
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("customer.title"), null));
    }

    /// Shows another list under its own address.
    private void go(CustomerListState other) {
        UI.getCurrent()
                .getPage()
                .getHistory()
                .replaceState(null, new Location("customers", other.parameters()));
        show(other);
    }

    private void show(CustomerListState other) {
        state = other;
        filters.show(other);
        showViews();
        try {
            rows.show(other);
        } catch (RuntimeException failed) {
            total.setText("");
            body.removeAll();
            body.add(
                    States.error(
                            Screens.text("customer.list.failed"),
                            Failure.of(failed),
                            () -> show(state)));
            return;
        }
        grid.shown(other);
        body.removeAll();
        body.add(rows.count() == 0 ? empty() : grid);
        if (rows.count() > 0) {
            grid.scrollToStart();
        }
        long count = rows.count();
        total.setText(
                count > CustomerRows.MOST
                        ? Screens.text("customer.count.many", CustomerRows.MOST)
                        : Screens.text("customer.count", count));
    }

    private Div empty() {
        if (state.isFiltered()) {
            Button clear = new Button(Screens.text("customer.filter.clear"));
            clear.addClickListener(click -> go(CustomerListState.ALL));
            return States.empty(
                    Icons.FUNNEL_X,
                    Screens.text("customer.empty.filtered"),
                    Screens.text("customer.empty.filtered.why"),
                    clear);
        }
        Session session = TenantRunner.current();
        if (!session.may(CorePermissions.CUSTOMER_IMPORT)) {
            return States.empty(
                    Icons.USERS,
                    Screens.text("customer.empty"),
                    Screens.text("customer.empty.why"));
        }
        return States.empty(
                Icons.USERS,
                Screens.text("customer.empty"),
                Screens.text("customer.empty.import"),
                importButton());
    }

    private Div head() {
        views.addClassName("tl-views");
        Div actions = new Div();
        actions.addClassNames("tl-row", "tl-toolbar-end");
        Session session = TenantRunner.current();
        if (session.may(CorePermissions.CUSTOMER_IMPORT)) {
            Button bring = importButton();
            bring.addThemeName("tertiary");
            actions.add(bring);
        }
        if (session.may(CorePermissions.CUSTOMER_EXPORT)) {
            Button export = new Button(Screens.text("customer.export"), Icons.of(Icons.DOWNLOAD));
            export.addThemeName("tertiary");
            export.addClickListener(click -> export());
            actions.add(export);
        }
        if (session.may(CorePermissions.CUSTOMER_CREATE)) {
            Button create = new Button(Screens.text("customer.new"), Icons.of(Icons.PLUS));
            create.addThemeName("primary");
            Span key = new Span("N");
            key.addClassName("tl-kbd");
            create.setSuffixComponent(key);
            create.addClickListener(click -> create());
            actions.add(create);
        }
        Div head = new Div(views, actions);
        head.addClassName("tl-panel-head");
        return head;
    }

    /// Lists everyone needs; a named view of her own comes later.
    private void showViews() {
        views.removeAll();
        LocalDate today = Screens.formats().today();
        view("customer.view.all", CustomerListState.ALL);
        Long me = TenantRunner.current().actor().memberId();
        view("customer.view.mine", CustomerListState.ALL.withOwner(me));
        view(
                "customer.view.within30",
                CustomerListState.ALL.withAgreementEnd(today, today.plusDays(30)));
        view(
                "customer.view.within60",
                CustomerListState.ALL.withAgreementEnd(today, today.plusDays(60)));
    }

    private void view(String key, CustomerListState target) {
        Button button = new Button(Screens.text(key));
        button.addThemeName("tertiary");
        boolean current =
                target.withSort(CustomerQuery.Sort.NAME)
                        .equals(state.withSort(CustomerQuery.Sort.NAME));
        button.getElement().setAttribute("aria-pressed", Boolean.toString(current));
        button.addClickListener(click -> go(target));
        views.add(button);
    }

    private static Button importButton() {
        Button bring = new Button(Screens.text("customer.import"), Icons.of(Icons.FILE_UP));
        bring.addClickListener(click -> UI.getCurrent().navigate("imports"));
        return bring;
    }

    private Div foot() {
        Span hints = new Span();
        hints.addClassNames("tl-hints", "tl-toolbar-end");
        hint(hints, "customer.key.move", "↑", "↓");
        hint(hints, "customer.key.open", "Enter");
        hint(hints, "customer.key.search", "/");
        if (TenantRunner.current().may(CorePermissions.CUSTOMER_EXPORT)) {
            hint(hints, "customer.key.export", "E");
        }
        if (TenantRunner.current().may(CorePermissions.CUSTOMER_CREATE)) {
            hint(hints, "customer.key.new", "N");
        }
        if (TenantRunner.current().may(CorePermissions.CUSTOMER_DELETE)) {
            hint(hints, "customer.key.delete", "Del");
        }
        total.getElement().setAttribute("aria-live", "polite");
        Div foot = new Div(total, hints);
        foot.addClassName("tl-panel-foot");
        return foot;
    }

    private static void hint(Span hints, String textKey, String... keys) {
        Span hint = new Span();
        for (String key : keys) {
            Span cap = new Span(key);
            cap.addClassName("tl-kbd");
            hint.add(cap);
        }
        hint.add(new Span(Screens.text(textKey)));
        hints.add(hint);
    }

    private void bindKeys() {
        Keys.of(this)
                .on("j", () -> grid.move(1))
                .on("arrowdown", () -> grid.move(1))
                .on("k", () -> grid.move(-1))
                .on("arrowup", () -> grid.move(-1))
                .on("enter", grid::openCursor)
                .on("n", this::create)
                .on("e", this::export)
                .on("delete", this::delete)
                .on("/", () -> {});
        KeyFocus.on(this, "/", filters.search());
    }

    private void delete() {
        if (TenantRunner.current().may(CorePermissions.CUSTOMER_DELETE)) {
            grid.cursor()
                    .filter(row -> deletion.delete(row.customer(), () -> show(state)))
                    .ifPresent(row -> show(state));
        }
    }

    private void create() {
        if (TenantRunner.current().may(CorePermissions.CUSTOMER_CREATE)) {
            forms.create(customer -> open(customer.id()));
        }
    }

    private void export() {
        if (TenantRunner.current().may(CorePermissions.CUSTOMER_EXPORT)) {
            CustomerQuery query =
                    new CustomerQuery(state.filter(), null, state.sort(), null, EXPORT_PAGE);
            new ExportDialog(exports, query, rows.count()).open();
        }
    }

    private static void open(long customerId) {
        UI.getCurrent().navigate("customers/" + customerId);
    }

    private record Stored(Customers customers, CustomerNames customerNames)
            implements CustomerRows.Source {

        @Override
        public long count(CustomerFilter filter) {
            return customers.count(filter);
        }

        @Override
        public CustomerPage page(CustomerQuery query) {
            return customers.list(query);
        }

        @Override
        public CustomerNames.Of names(List<Customer> page) {
            return customerNames.of(page);
        }
    }
}
