package io.trunkline.ui.importing;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.Route;
import io.trunkline.core.importing.ImportJob;
import io.trunkline.core.importing.Imports;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.Polling;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Narrow;
import jakarta.inject.Inject;
import java.util.List;

/// Imports so far, and the place to upload the next file.
@Route(value = "imports", layout = MainLayout.class)
@Needs("customer.import")
public class ImportsView extends Div implements Trail {

    private static final int SHOWN = 100;

    private final transient Imports imports;
    private final Div history = Parts.box("tl-fill");

    @Inject
    public ImportsView(Imports imports) {
        this.imports = imports;
        addClassNames("tl-view", "tl-imports");
        add(historyPanel(), new UploadPanel(imports, this::open));
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Parts.text("import.title"), null));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        show(imports.history(SHOWN));
        Polling.of(this, 2000, () -> show(imports.history(SHOWN)));
    }

    private Div historyPanel() {
        Div head =
                Parts.box(
                        "tl-head",
                        new H2(Parts.text("import.history.title")),
                        Parts.words("tl-muted", Parts.text("import.history.count", SHOWN)));
        Div panel = new Div(head, history);
        panel.addClassName("tl-panel");
        return panel;
    }

    private void show(List<ImportJob> jobs) {
        if (jobs.isEmpty()) {
            history.removeAll();
            history.add(
                    States.empty(
                            Icons.FILE_UP,
                            Parts.text("import.history.empty.title"),
                            Parts.text("import.history.empty.text")));
            return;
        }
        if (history.getChildren().findFirst().orElse(null) instanceof Grid<?> shown) {
            @SuppressWarnings("unchecked") // the only grid ever put here
            Grid<ImportJob> grid = (Grid<ImportJob>) shown;
            if (!grid.getListDataView().getItems().toList().equals(jobs)) {
                grid.setItems(jobs);
            }
            return;
        }
        history.removeAll();
        history.add(grid(jobs));
    }

    private Grid<ImportJob> grid(List<ImportJob> jobs) {
        Grid<ImportJob> grid = new Grid<>();
        grid.setId("import-history");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeNames("no-border");
        grid.addColumn(ImportJob::fileName)
                .setHeader(Parts.text("import.history.file"))
                .setTooltipGenerator(ImportJob::fileName)
                .setFlexGrow(3)
                .setWidth("170px");
        grid.addComponentColumn(job -> Parts.status(job.state()))
                .setHeader(Parts.text("import.history.state"))
                .setWidth("100px")
                .setFlexGrow(0);
        figures(grid, "rows", ImportJob::rows);
        figures(grid, "created", job -> job.counts().created());
        figures(grid, "updated", job -> job.counts().updated());
        figures(grid, "unchanged", job -> job.counts().unchanged());
        figures(grid, "refused", job -> job.counts().refused());
        figures(grid, "warned", job -> job.counts().warned());
        grid.addColumn(ImportJob::createdBy)
                .setHeader(Parts.text("import.history.by"))
                .setWidth("86px");
        grid.addColumn(job -> Screens.formats().dateTime(job.createdAt()))
                .setHeader(Parts.text("import.history.at"))
                .setWidth("116px")
                .setFlexGrow(0);
        Narrow.keep(grid, 0, 1);
        grid.addItemClickListener(click -> open(click.getItem().id()));
        grid.setItems(jobs);
        grid.setSizeFull();
        return grid;
    }

    private static void figures(
            Grid<ImportJob> grid, String key, ValueProvider<ImportJob, Long> figure) {
        grid.addColumn(job -> figure.apply(job) == 0 ? "–" : Parts.number(figure.apply(job)))
                .setHeader(Parts.text("import.history." + key))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("70px")
                .setFlexGrow(0);
    }

    private void open(long id) {
        UI.getCurrent().navigate("imports/" + id);
    }
}
