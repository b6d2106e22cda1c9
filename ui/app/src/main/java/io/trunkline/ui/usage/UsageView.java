package io.trunkline.ui.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.Route;
import io.trunkline.tenancy.limit.Limits;
import io.trunkline.tenancy.limit.Usage;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Narrow;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Each resource with what the tenant may use of it and what it uses. Only the provider changes
/// limits.
@Route(value = "usage", layout = MainLayout.class)
@Needs("tenant.settings")
public class UsageView extends Div implements Trail {

    private static final double NEARLY = 0.8;

    @Inject
    public UsageView(Limits limits) {
        addClassNames("tl-view", "tl-usage");
        Grid<Usage> grid = new Grid<>();
        grid.setId("usage");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeNames("no-border");
        grid.addComponentColumn(UsageView::name)
                .setHeader(Screens.text("usage.resource"))
                .setFlexGrow(2);
        grid.addColumn(usage -> number(usage.used()))
                .setHeader(Screens.text("usage.used"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("110px")
                .setFlexGrow(0);
        grid.addColumn(usage -> number(usage.limit()))
                .setHeader(Screens.text("usage.limit"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("110px")
                .setFlexGrow(0);
        grid.addComponentColumn(UsageView::share)
                .setHeader(Screens.text("usage.share"))
                .setFlexGrow(1);
        grid.addColumn(usage ->
                        usage.until() == null ? "" : Screens.formats().dateTime(usage.until()))
                .setHeader(Screens.text("usage.until"))
                .setWidth("150px")
                .setFlexGrow(0);
        Narrow.keep(grid, 0, 1, 2);
        grid.setItems(limits.usage());
        grid.setSizeFull();
        H2 title = new H2(Screens.text("usage.heading"));
        Span hint = new Span(Screens.text("usage.hint"));
        hint.addClassName("tl-muted");
        Div head = new Div(title, hint);
        head.addClassName("tl-panel-head");
        Div panel = new Div(head, grid);
        panel.addClassName("tl-panel");
        add(panel);
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("usage.title"), null));
    }

    private static Component name(Usage usage) {
        String key = "usage.resource." + usage.resource().name().toLowerCase(Locale.ROOT);
        Span name = new Span(Screens.text(key));
        Span unit = new Span(Screens.text(key + ".unit"));
        unit.addClassName("tl-muted");
        Div both = new Div(name, unit);
        both.addClassName("tl-row");
        return both;
    }

    private static Component share(Usage usage) {
        if (usage.used() == null || usage.limit() == 0) {
            Span unknown = new Span("–");
            unknown.addClassName("tl-muted");
            return unknown;
        }
        double share = Math.min(1, (double) usage.used() / usage.limit());
        ProgressBar bar = new ProgressBar(0, 1, share);
        bar.getElement()
                .setAttribute(
                        "aria-label", Screens.text("usage.share.of", Math.round(100 * share)));
        if (share >= 1) {
            bar.addThemeName("error");
        } else if (share >= NEARLY) {
            bar.addThemeName("warning");
        }
        return bar;
    }

    private static String number(@Nullable Long value) {
        return value == null ? "–" : Screens.formats().number(value);
    }
}
