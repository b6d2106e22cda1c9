package io.trunkline.ui.bin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.trunkline.core.customer.BinnedCustomer;
import io.trunkline.core.customer.CustomerBin;
import io.trunkline.core.customer.RestoredCustomer;
import io.trunkline.spi.Member;
import io.trunkline.tenancy.member.Members;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Formats;
import io.trunkline.ui.spi.Icons;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Deleted customers, last deleted first, each with a way back.
@Route(value = "bin", layout = MainLayout.class)
@Needs("audit.restore")
public class BinView extends Div implements Trail {

    private static final int PAGE = 100;

    private final Formats formats = Screens.formats();
    private final transient CustomerBin bin;
    private final transient Members members;
    private final Grid<BinnedCustomer> grid = new Grid<>();
    private final Div body = new Div();
    private final Span total = new Span();
    private final Button older = new Button(Screens.text("bin.older"));
    private final transient List<BinnedCustomer> customers = new ArrayList<>();
    private final transient Map<Long, String> names = new HashMap<>();
    private @Nullable String next;

    @Inject
    public BinView(CustomerBin bin, Members members) {
        this.bin = bin;
        this.members = members;
        addClassName("tl-view");
        Span why = new Span(Screens.text("bin.why"));
        why.addClassName("tl-muted");
        Div head = new Div(new H2(Screens.text("bin.title")), why);
        head.addClassName("tl-panel-head");
        body.addClassName("tl-panel-body");
        older.addThemeName("tertiary");
        older.addClickListener(click -> load());
        total.getElement().setAttribute("aria-live", "polite");
        Div foot = new Div(total, older);
        foot.addClassName("tl-panel-foot");
        Div panel = new Div(head, body, foot);
        panel.addClassName("tl-panel");
        add(panel);
        columns();
        begin();
    }

    @Override
    public List<Step> trail() {
        return List.of(
                new Step(Screens.text("shell.nav.administration"), null),
                new Step(Screens.text("bin.title"), null));
    }

    private void columns() {
        grid.setId("bin");
        grid.addThemeNames("no-border");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setSizeFull();
        grid.addColumn(binned -> binned.customer().name())
                .setHeader(Screens.text("bin.column.name"))
                .setTooltipGenerator(binned -> binned.customer().name());
        grid.addColumn(binned -> binned.customer().externalNumber())
                .setHeader(Screens.text("bin.column.number"));
        grid.addColumn(binned ->
                        binned.deletedBy() == null
                                ? "–"
                                : names.getOrDefault(binned.deletedBy(), "–"))
                .setHeader(Screens.text("bin.column.by"));
        grid.addColumn(binned -> formats.dateTime(binned.deletedAt()))
                .setHeader(Screens.text("bin.column.at"));
        grid.addColumn(this::gone).setHeader(Screens.text("bin.column.gone"));
        grid.addComponentColumn(this::back).setHeader("").setWidth("120px").setFlexGrow(0);
    }

    private String gone(BinnedCustomer binned) {
        return Screens.text(
                "bin.gone-in",
                formats.daysUntil(binned.goneAt().atZone(formats.zone()).toLocalDate()));
    }

    private Button back(BinnedCustomer binned) {
        Button back = new Button(Screens.text("bin.restore"), Icons.of(Icons.UNDO_2));
        back.addThemeName("tertiary");
        back.setAriaLabel(Screens.text("bin.restore.whom", binned.customer().name()));
        back.addClickListener(click -> restore(binned));
        return back;
    }

    private void restore(BinnedCustomer binned) {
        try {
            RestoredCustomer restored = bin.restore(binned.customer().id());
            String more =
                    (restored.ownerGone() ? " " + Screens.text("bin.restored.owner-gone") : "")
                            + (restored.unitGone()
                                    ? " " + Screens.text("bin.restored.unit-gone")
                                    : "");
            Toasts.done(Screens.text("bin.restored", restored.customer().name()) + more);
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
        begin();
    }

    private void begin() {
        customers.clear();
        next = null;
        body.removeAll();
        try {
            load();
        } catch (RuntimeException failed) {
            older.setVisible(false);
            total.setText("");
            body.add(States.error(Screens.text("bin.failed"), Failure.of(failed), this::begin));
            return;
        }
        body.add(
                customers.isEmpty()
                        ? States.empty(
                                Icons.TRASH_2,
                                Screens.text("bin.empty"),
                                Screens.text("bin.empty.why"))
                        : grid);
    }

    private void load() {
        CustomerBin.Page page = bin.list(next, PAGE);
        customers.addAll(page.customers());
        List<Long> people =
                page.customers().stream()
                        .map(BinnedCustomer::deletedBy)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        for (Member member : members.findAll(people)) {
            names.put(member.id(), member.name());
        }
        next = page.next();
        grid.setItems(customers);
        older.setVisible(next != null);
        total.setText(
                next == null
                        ? Screens.text("bin.count", customers.size())
                        : Screens.text("bin.count.more", customers.size()));
    }
}
