package io.trunkline.plugins.calltasks.ui.board;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.trunkline.plugins.calltasks.CallTasksPermissions;
import io.trunkline.plugins.calltasks.batch.Batch;
import io.trunkline.plugins.calltasks.board.Progress;
import io.trunkline.plugins.calltasks.board.Totals;
import io.trunkline.plugins.calltasks.ui.BatchChoice;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import io.trunkline.plugins.calltasks.ui.batch.DispatchDialog;
import io.trunkline.ui.spi.Icons;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a supervisor watches: figures, the tree of units and agents, the latest results. Counted
/// anew every few seconds; when that fails, the last figures stay and say how old they are.
public final class BoardPage extends Div {

    private static final int POLL_MILLIS = 4000;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final transient Page page;
    private final BatchChoice batch;
    private final Div figures = Parts.box("tl-panel tl-calls-figures");
    private final ProgressTree tree;
    private final HourBars hours;
    private final RecentCalls recent;
    private final Span fresh = Parts.words("tl-line-icon tl-muted", "");
    private transient @Nullable Progress shown;

    public BoardPage(Page page) {
        this.page = page;
        batch = new BatchChoice(page, this::refresh);
        tree = new ProgressTree(page, this::allocate);
        hours = new HourBars(page);
        recent = new RecentCalls(page);
        addClassNames("tl-view", "tl-calls-page", "tl-board");
        setId("board");
        figures.setId("board-figures");
        fresh.setId("board-time");
        fresh.getElement().setAttribute("aria-live", "off");
        Div head =
                Parts.box(
                        "tl-head",
                        new H2(page.text("ui.board.tree")),
                        legend("ok", "ui.done"),
                        legend("accent", "ui.board.underway"),
                        legend("bad", "ui.overdue"),
                        Parts.spacer(),
                        fresh,
                        batch);
        add(figures, Parts.box("tl-panel", head, tree, hours), recent);
        Page.poll(this, POLL_MILLIS, this::refresh);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        refresh();
    }

    private void refresh() {
        try {
            Long batchId = batch.batchId();
            Progress progress = page.tasks().board().progress(page.session(), batchId);
            if (shown == null || !shown.totals().equals(progress.totals())) {
                figures(progress.totals());
            }
            tree.show(progress.nodes());
            hours.show(page.tasks().board().hours(page.session(), batchId));
            recent.show(batchId);
            shown = progress;
            time("ui.board.at", progress.at(), "");
        } catch (RuntimeException e) {
            stale(e);
        }
    }

    private void stale(RuntimeException error) {
        if (shown == null) {
            page.view().failed(error);
            return;
        }
        time("ui.board.stale", shown.at(), "warn");
    }

    private void time(String key, Instant at, String tone) {
        ZoneId zone = page.session().zone();
        fresh.removeAll();
        fresh.add(
                Icons.of(tone.isEmpty() ? Icons.REFRESH_CW : Icons.TRIANGLE_ALERT),
                new Span(page.text(key, at.atZone(zone).format(CLOCK))));
        fresh.getClassNames().set("warn", !tone.isEmpty());
    }

    private void figures(Totals totals) {
        figures.removeAll();
        int all = totals.total() - totals.cancelled();
        Div first =
                Parts.box(
                        "tl-figure",
                        Parts.box(
                                "tl-calls-line",
                                Parts.words("tl-muted", page.text("ui.progress")),
                                Parts.spacer(),
                                Parts.words("tl-muted", due())),
                        Parts.box(
                                "tl-calls-line",
                                value("board-done", page.number(totals.done()), ""),
                                Parts.words("tl-muted", "/ " + page.number(all)),
                                Parts.spacer(),
                                new Span(Parts.percent(totals.done(), all))),
                        Parts.progress(
                                totals,
                                page.text(
                                        "ui.progress.words",
                                        totals.done(),
                                        all,
                                        Parts.percent(totals.done(), all))));
        figures.add(
                first,
                figure(
                        "board-connected",
                        "ui.board.connected",
                        Parts.percent(totals.connected(), totals.called()),
                        "",
                        page.text("ui.board.called", totals.called())),
                figure(
                        "board-success",
                        "ui.success",
                        page.number(totals.success()),
                        totals.success() > 0 ? "ok" : "",
                        page.text("ui.board.rate", Parts.percent(totals.success(), totals.done()))),
                figure(
                        "board-overdue",
                        "ui.overdue",
                        page.number(totals.overdue()),
                        totals.overdue() > 0 ? "bad" : "",
                        page.text(
                                "ui.board.call-backs", totals.callBacks(), totals.callBacksDue())),
                figure(
                        "board-assigned",
                        "ui.board.assigned",
                        page.number(totals.assigned() + totals.inProgress()),
                        "",
                        page.text("ui.board.in-progress", totals.inProgress())),
                figure(
                        "board-waiting",
                        "ui.board.waiting",
                        page.number(totals.waiting()),
                        "",
                        page.text("ui.board.unmatched", totals.unmatched())));
    }

    private String due() {
        Batch chosen = batch.getValue();
        return chosen == null
                ? ""
                : page.text(
                        "ui.board.due",
                        page.formats()
                                .shortDate(
                                        chosen.dueAt()
                                                .atZone(page.session().zone())
                                                .toLocalDate()));
    }

    private Div figure(String id, String key, String value, String tone, String hint) {
        return Parts.box(
                "tl-figure",
                Parts.words("tl-muted", page.text(key)),
                value(id, value, tone),
                Parts.words("tl-muted", hint));
    }

    private static Span value(String id, String value, String tone) {
        Span figure = Parts.words("tl-figure-value", value);
        if (!tone.isEmpty()) {
            figure.addClassName(tone);
        }
        figure.setId(id);
        return figure;
    }

    private Span legend(String tone, String key) {
        Span legend = Parts.words("tl-status tl-muted", page.text(key));
        legend.addClassName(tone);
        return legend;
    }

    private void allocate() {
        Long batchId = batch.batchId();
        if (batchId == null) {
            page.open("batches", Map.of());
            return;
        }
        if (page.may(CallTasksPermissions.DISPATCH)) {
            page.attempt(() -> new DispatchDialog(page, batchId, this::refresh).open());
        }
    }
}
