package io.trunkline.ui.audit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.Route;
import io.trunkline.core.audit.AuditItem;
import io.trunkline.core.audit.AuditRestores;
import io.trunkline.core.audit.AuditTrail;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.audit.AuditVerification;
import io.trunkline.tenancy.audit.Retention;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Icons;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The audit trail: entries, newest first; beside them the chosen one, or how the chain stands.
@Route(value = "audit", layout = MainLayout.class)
@Needs("audit.view")
public class AuditView extends Div implements Trail {

    private static final int PAGE = 100;

    private final transient AuditTrail trail;
    private final transient AuditRestores restores;
    private final transient AuditWords words;
    private final transient AuditVerification verification;
    private final transient Retention retention;
    private final AuditFilters filters;
    private final Grid<AuditItem> grid = new Grid<>();
    private final Div body = new Div();
    private final Div side = new Div();
    private final Span total = new Span();
    private final Button older = new Button(Screens.text("audit.older"));
    private final transient List<AuditItem> items = new ArrayList<>();
    private final transient Map<Long, String> customers = new HashMap<>();
    private @Nullable String next;

    @Inject
    public AuditView(
            AuditTrail trail,
            AuditRestores restores,
            AuditWords words,
            AuditVerification verification,
            Retention retention,
            Members members,
            OrgUnits orgUnits) {
        this.trail = trail;
        this.restores = restores;
        this.words = words;
        this.verification = verification;
        this.retention = retention;
        addClassNames("tl-view", "tl-audit");
        filters =
                new AuditFilters(
                        trail.actions(),
                        words::action,
                        members.withPermission(CorePermissions.CUSTOMER_VIEW, orgUnits.root().id()),
                        this::begin);
        body.addClassName("tl-panel-body");
        older.addThemeName("tertiary");
        older.addClickListener(click -> more());
        total.getElement().setAttribute("aria-live", "polite");
        Div foot = new Div(total, older);
        foot.addClassName("tl-panel-foot");
        Div head = new Div(new H2(Screens.text("audit.title")));
        head.addClassName("tl-panel-head");
        Div list = new Div(head, filters, body, foot);
        list.addClassName("tl-panel");
        side.addClassNames("tl-panel", "tl-audit-side");
        columns();
        add(list, side);
        begin();
        showChain();
    }

    @Override
    public List<Step> trail() {
        return List.of(
                new Step(Screens.text("shell.nav.administration"), null),
                new Step(Screens.text("audit.title"), null));
    }

    private void columns() {
        grid.setId("audit-entries");
        grid.addThemeNames("no-border");
        grid.setSelectionMode(Grid.SelectionMode.SINGLE);
        grid.setSizeFull();
        column("audit.column.at", "124px", item -> Screens.formats().dateTime(item.at()))
                .setFlexGrow(0)
                .setPartNameGenerator(item -> "muted");
        column("audit.column.actor", "120px", AuditItem::actor);
        column("audit.column.action", "150px", words::action);
        column("audit.column.object", "140px", item -> words.object(item, customers));
        column("audit.column.channel", "92px", item -> AuditWords.channel(item.channel()))
                .setFlexGrow(0);
        grid.addColumn(
                        LitRenderer.<AuditItem>of(
                                        "<vaadin-icon class='tl-icon' src='trunkline-icons.svg'"
                                                + " symbol='${item.icon}' title='${item.title}'"
                                                + " aria-label='${item.title}'></vaadin-icon>")
                                .withProperty(
                                        "icon",
                                        item ->
                                                item.position() == null
                                                        ? Icons.CLOCK
                                                        : Icons.SHIELD_CHECK)
                                .withProperty("title", AuditView::sealed))
                .setHeader(Screens.text("audit.column.sealed"))
                .setWidth("64px")
                .setFlexGrow(0)
                .setPartNameGenerator(item -> "muted");
        grid.addSelectionListener(chosen ->
                chosen.getFirstSelectedItem().ifPresentOrElse(this::showEntry, this::showChain));
    }

    private Grid.Column<AuditItem> column(
            String key, String width, ValueProvider<AuditItem, String> text) {
        return grid.addColumn(
                        LitRenderer.<AuditItem>of("<span title='${item.text}'>${item.text}</span>")
                                .withProperty("text", text))
                .setHeader(Screens.text(key))
                .setWidth(width)
                .setFlexGrow(1);
    }

    static String sealed(AuditItem item) {
        return item.position() == null
                ? Screens.text("audit.pending")
                : Screens.text("audit.sealed", Screens.formats().number(item.position()));
    }

    private void begin() {
        items.clear();
        next = null;
        body.removeAll();
        try {
            load();
        } catch (RuntimeException failed) {
            older.setVisible(false);
            total.setText("");
            body.add(States.error(Screens.text("audit.failed"), Failure.of(failed), this::begin));
            return;
        }
        body.add(items.isEmpty() ? empty() : grid);
    }

    private void more() {
        load();
    }

    private void load() {
        AuditTrail.Page page = trail.list(filters.query(next, PAGE));
        items.addAll(page.items());
        customers.putAll(words.customers(page.items()));
        next = page.next();
        grid.setItems(items);
        older.setVisible(next != null);
        total.setText(
                next == null
                        ? Screens.text("audit.count", items.size())
                        : Screens.text("audit.count.more", items.size()));
    }

    private Div empty() {
        if (!filters.isFiltered()) {
            return States.empty(
                    Icons.HISTORY, Screens.text("audit.empty"), Screens.text("audit.empty.why"));
        }
        Button clear = new Button(Screens.text("audit.filter.clear"));
        clear.addClickListener(click -> {
            filters.clear();
            begin();
        });
        return States.empty(
                Icons.FUNNEL_X,
                Screens.text("audit.empty.filtered"),
                Screens.text("audit.empty.filtered.why"),
                clear);
    }

    private void showEntry(AuditItem item) {
        side.removeAll();
        trail.find(item.id())
                .ifPresentOrElse(
                        detail ->
                                side.add(
                                        new EntryDetail(
                                                detail,
                                                words,
                                                restores,
                                                () -> grid.deselectAll(),
                                                this::begin)),
                        this::showChain);
    }

    private void showChain() {
        side.removeAll();
        side.add(new ChainState(verification), new RetentionForm(retention));
    }
}
