package io.trunkline.plugins.calltasks.ui.batch;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.trunkline.plugins.calltasks.batch.Batch;
import io.trunkline.plugins.calltasks.batch.BatchPage;
import io.trunkline.plugins.calltasks.batch.BatchState;
import io.trunkline.plugins.calltasks.board.Totals;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Keys;
import io.trunkline.ui.spi.Narrow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Batches with their progress; makes new ones and dispatches them.
public final class BatchesPage extends Div {

    private static final int POLL_MILLIS = 5000;
    private static final int SHOWN = 50;

    private final transient Page page;
    private final Grid<Batch> grid = new Grid<>();
    private final Div body = Parts.box("tl-fill");
    private final Span count = Parts.words("tl-muted", "");
    private final Button more;
    private final List<Batch> batches = new ArrayList<>();
    private int wanted = SHOWN;

    public BatchesPage(Page page) {
        this.page = page;
        addClassNames("tl-view", "tl-calls-page");
        setId("batches");
        Button create = Parts.primary("new-batch", page.text("ui.batch.new"), this::create);
        create.setIcon(Icons.of(Icons.PLUS));
        create.setSuffixComponent(Parts.key("N"));
        more = Parts.button("more-batches", page.text("ui.more"), this::showMore);
        more.setVisible(false);
        columns();
        add(
                Parts.box(
                        "tl-panel",
                        Parts.box(
                                "tl-head",
                                new H2(page.text("ui.batches.title")),
                                count,
                                Parts.spacer(),
                                create),
                        body,
                        more));
        Keys.of(this).on("n", this::create);
        Page.poll(this, POLL_MILLIS, this::poll);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        refresh();
        if (page.idParameter("import").isPresent()) {
            create();
        }
        page.idParameter("dispatch").ifPresent(id -> dispatch(id));
    }

    private void columns() {
        grid.setId("batch-list");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeNames("no-border");
        grid.setSizeFull();
        grid.addComponentColumn(batch -> Parts.words("tl-strong", batch.name()))
                .setHeader(page.text("ui.batch.name"))
                .setTooltipGenerator(Batch::name)
                .setWidth("200px")
                .setFlexGrow(2);
        grid.addComponentColumn(this::state)
                .setHeader(page.text("ui.batch.state"))
                .setWidth("120px")
                .setFlexGrow(0);
        number("ui.batch.customers", batch -> batch.totals().total());
        grid.addComponentColumn(this::progress)
                .setHeader(page.text("ui.progress"))
                .setWidth("190px")
                .setFlexGrow(1);
        number("ui.done", batch -> batch.totals().done());
        number("ui.success", batch -> batch.totals().success());
        grid.addComponentColumn(batch -> toned(batch.totals().overdue(), "bad"))
                .setHeader(page.text("ui.overdue"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("84px")
                .setFlexGrow(0);
        grid.addComponentColumn(batch -> toned(batch.totals().unmatched(), "warn"))
                .setHeader(page.text("ui.unmatched"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("92px")
                .setFlexGrow(0);
        grid.addColumn(batch ->
                        page.formats()
                                .shortDate(
                                        batch.dueAt().atZone(page.session().zone()).toLocalDate()))
                .setHeader(page.text("ui.batch.due"))
                .setWidth("100px")
                .setFlexGrow(0);
        grid.addComponentColumn(this::actions)
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("190px")
                .setFlexGrow(0);
        Narrow.keep(grid, 0, 9);
    }

    private void number(String key, com.vaadin.flow.function.ValueProvider<Batch, Integer> figure) {
        grid.addColumn(batch -> page.number(figure.apply(batch)))
                .setHeader(page.text(key))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("84px")
                .setFlexGrow(0);
    }

    private Span toned(int figure, String tone) {
        return Parts.words(figure > 0 ? "tl-strong " + tone : "tl-muted", page.number(figure));
    }

    private Component state(Batch batch) {
        Span state = Parts.words("tl-status", page.text("ui.batch.state." + batch.state()));
        switch (batch.state()) {
            case FILLING -> state.addClassName("accent");
            case READY -> state.addClassName("warn");
            case DISPATCHED -> state.addClassName("ok");
            case CLOSED -> {}
        }
        return state;
    }

    private Component progress(Batch batch) {
        Totals totals = batch.totals();
        if (batch.state() == BatchState.FILLING) {
            return Parts.words(
                    "tl-muted", page.text("ui.batch.filling", batch.filled(), batch.expected()));
        }
        String share = Parts.percent(totals.done(), totals.total() - totals.cancelled());
        return Parts.box(
                "tl-calls-progress",
                Parts.progress(
                        totals,
                        page.text("ui.progress.words", totals.done(), totals.total(), share)),
                Parts.words("tl-num", share));
    }

    private Component actions(Batch batch) {
        Div actions = Parts.box("tl-calls-actions");
        if (batch.state() == BatchState.READY) {
            Button dispatch =
                    Parts.button(
                            "dispatch-" + batch.id(),
                            page.text("ui.dispatch"),
                            Icons.SEND,
                            () -> dispatch(batch.id()));
            actions.add(dispatch);
        }
        if (batch.state() == BatchState.DISPATCHED) {
            if (batch.totals().unmatched() > 0) {
                actions.add(
                        Parts.button(
                                "allocate-" + batch.id(),
                                page.text("ui.allocate"),
                                () -> dispatch(batch.id())));
            }
            Button board =
                    Parts.button(
                            "board-" + batch.id(),
                            page.text("ui.board.short"),
                            Icons.RADAR,
                            () -> page.open("board", Map.of("batch", Long.toString(batch.id()))));
            actions.add(board);
        }
        return actions;
    }

    private void create() {
        new BatchDialog(page, page.idParameter("import").orElse(null), this::created).open();
    }

    private void created(Batch batch) {
        refresh();
        page.view().done(page.text("ui.batch.made", batch.name(), batch.expected()));
        if (batch.state() == BatchState.READY) {
            dispatch(batch.id());
        }
    }

    private void dispatch(long batchId) {
        page.attempt(() -> new DispatchDialog(page, batchId, this::refresh).open());
    }

    private void showMore() {
        wanted += SHOWN;
        refresh();
    }

    /// Goes on filling a batch that a long file or a stop left half-made.
    private void poll() {
        batches.stream()
                .filter(batch -> batch.state() == BatchState.FILLING)
                .findFirst()
                .ifPresent(batch ->
                        page.attempt(
                                () -> page.tasks().batches().resume(page.session(), batch.id())));
        refresh();
    }

    private void refresh() {
        page.attempt(() -> {
            List<Batch> fresh = new ArrayList<>();
            boolean all = load(fresh);
            more.setVisible(!all);
            if (!fresh.equals(batches) || body.getChildren().findAny().isEmpty()) {
                batches.clear();
                batches.addAll(fresh);
                show();
            }
        });
    }

    private boolean load(List<Batch> into) {
        @Nullable Long before = null;
        do {
            BatchPage next = page.tasks().batches().list(page.session(), before, SHOWN);
            into.addAll(next.batches());
            before = next.next();
        } while (before != null && into.size() < wanted);
        return before == null;
    }

    private void show() {
        count.setText(page.number(batches.size()));
        if (batches.isEmpty()) {
            body.removeAll();
            body.add(
                    Parts.state(
                            Icons.LAYERS,
                            page.text("ui.batches.empty"),
                            page.text("ui.batches.empty.how")));
            return;
        }
        if (!Objects.equals(grid.getParent().orElse(null), body)) {
            body.removeAll();
            body.add(grid);
        }
        grid.setItems(List.copyOf(batches));
    }
}
