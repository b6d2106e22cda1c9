package io.trunkline.plugins.calltasks.ui.batch;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.trunkline.plugins.calltasks.batch.Batch;
import io.trunkline.plugins.calltasks.batch.BatchState;
import io.trunkline.plugins.calltasks.board.Progress;
import io.trunkline.plugins.calltasks.board.ProgressNode;
import io.trunkline.plugins.calltasks.board.ProgressNode.Kind;
import io.trunkline.plugins.calltasks.dispatch.Handed;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import io.trunkline.spi.OrgUnit;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Narrow;
import java.util.List;

/// A batch to the districts: how many each gets by its customers' unit, and the unmatched, which a
/// supervisor hands to a district here.
public final class DispatchDialog extends Dialog {

    private final transient Page page;
    private final long batchId;
    private final transient Runnable changed;
    private final Grid<ProgressNode> districts = new Grid<>();
    private final UnmatchedList unmatched;
    private final Span summary = Parts.words("tl-import-note", "");
    private final Button send;
    private final Button later;
    private final Div doneStrip = Parts.box("tl-strip ok");
    private int most = 1;

    /// @param changed called after every change
    public DispatchDialog(Page page, long batchId, Runnable changed) {
        this.page = page;
        this.batchId = batchId;
        this.changed = changed;
        unmatched = new UnmatchedList(page, batchId, this::allocated);
        setId("dispatch-dialog");
        addClassNames("tl-dialog", "tl-dialog-flush");
        setWidth("1120px");
        setHeight("640px");
        Button close = new Button(Icons.of(Icons.X), click -> close());
        close.addThemeNames("tertiary", "icon");
        close.setAriaLabel(page.text("ui.close"));
        getHeader().add(close);
        later = Parts.button("dispatch-close", page.text("ui.dispatch.later"), this::close);
        send = Parts.primary("dispatch-send", "", this::dispatch);
        send.setIcon(Icons.of(Icons.SEND));
        send.setDisableOnClick(true);
        columns();
        doneStrip.setVisible(false);
        doneStrip.setId("dispatch-done");
        Div left =
                Parts.box(
                        "tl-fill",
                        Parts.box(
                                "tl-bar-head",
                                new H2(page.text("ui.dispatch.districts")),
                                Parts.spacer(),
                                Parts.words("tl-muted", page.text("ui.dispatch.path"))),
                        doneStrip,
                        districts);
        add(Parts.box("tl-calls-dispatch", left, unmatched));
        getFooter().add(summary, Parts.spacer(), later, send);
        show();
    }

    private void columns() {
        districts.setId("dispatch-districts");
        districts.setSelectionMode(Grid.SelectionMode.NONE);
        districts.addThemeNames("no-border");
        districts.setSizeFull();
        districts
                .addComponentColumn(node -> Parts.words("tl-strong", node.name()))
                .setHeader(page.text("ui.org"));
        districts
                .addColumn(node -> page.number(node.totals().total()))
                .setHeader(page.text("ui.dispatch.matched"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("110px")
                .setFlexGrow(0);
        districts
                .addComponentColumn(this::share)
                .setHeader(page.text("ui.dispatch.share"))
                .setWidth("200px");
        districts
                .addColumn(node ->
                        page.text(
                                "ui.dispatch.teams",
                                node.children().stream()
                                        .filter(child -> child.kind() == Kind.TEAM)
                                        .count()))
                .setHeader(page.text("ui.dispatch.staff"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("110px")
                .setFlexGrow(0);
        Narrow.keep(districts, 0, 1);
    }

    private Div share(ProgressNode node) {
        Div bar = Parts.box("tl-stack");
        Parts.piece(bar, "accent", node.totals().total(), most);
        return bar;
    }

    private void show() {
        Batch batch = page.tasks().batches().find(page.session(), batchId);
        Progress progress = page.tasks().board().progress(page.session(), batchId);
        List<ProgressNode> known =
                progress.nodes().stream().filter(node -> node.kind() == Kind.DISTRICT).toList();
        most =
                known.stream().mapToInt(node -> node.totals().total()).max().stream()
                        .map(highest -> Math.max(1, highest))
                        .findFirst()
                        .orElse(1);
        districts.setItems(known);
        int lost = progress.totals().unmatched();
        int matched = progress.totals().total() - lost - progress.totals().cancelled();
        setHeaderTitle(page.text("ui.dispatch.title", batch.name(), progress.totals().total()));
        summary.setText(page.text("ui.dispatch.summary", matched, lost));
        unmatched.show(districtsOfTenant());
        boolean waiting = batch.state() == BatchState.READY;
        send.setVisible(waiting);
        send.setEnabled(waiting && matched > 0);
        send.setText(page.text("ui.dispatch.send", matched));
        later.setText(page.text(waiting ? "ui.dispatch.later" : "ui.close"));
    }

    private List<OrgUnit> districtsOfTenant() {
        return page.units().stream().filter(unit -> unit.kind() == OrgUnit.Kind.DISTRICT).toList();
    }

    private void dispatch() {
        page.attempt(() -> {
            int sent = 0;
            Handed handed;
            do {
                handed = page.tasks().dispatch().dispatch(page.session(), batchId);
                sent += handed.count();
            } while (handed.more());
            String words = page.text("ui.dispatch.sent", sent);
            doneStrip.removeAll();
            doneStrip.add(Icons.of(Icons.CIRCLE_CHECK), new Span(words));
            doneStrip.setVisible(true);
            page.view().done(words);
        });
        refresh();
    }

    private void allocated() {
        refresh();
    }

    private void refresh() {
        page.attempt(this::show);
        changed.run();
    }
}
