package io.trunkline.ui.customer;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.core.export.CustomerExport;
import io.trunkline.core.export.CustomerExport.Format;
import io.trunkline.core.export.CustomerExport.State;
import io.trunkline.core.export.CustomerExports;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Polling;
import io.trunkline.ui.shell.ScreenTexts;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes a file of the list on the screen and hands it over. It may be closed while the file is
/// made: opened again it shows how far that is, and files of the last day.
final class ExportDialog extends Dialog {

    private static final int POLL_MILLIS = 500;
    private static final int SHOWN = 5;

    private final transient CustomerExports exports;
    private final transient CustomerQuery query;
    private final long count;
    private final RadioButtonGroup<Format> format = new RadioButtonGroup<>();
    private final Div running = new Div();
    private final Div made = new Div();
    private final Div notice = new Div();
    private final Button start = new Button();
    private final Button cancel = new Button();
    private transient @Nullable CustomerExport current;

    /// @param count customers in the list, at most one more than is counted exactly
    ExportDialog(CustomerExports exports, CustomerQuery query, long count) {
        this.exports = exports;
        this.query = query;
        this.count = count;
        setHeaderTitle(Screens.text("customer.export.title"));
        setWidth("480px");
        format.setLabel(Screens.text("customer.export.format"));
        format.setItems(Format.values());
        format.setItemLabelGenerator(item -> Screens.text("customer.export.format." + item));
        format.setValue(Format.XLSX);
        notice.addClassNames("tl-alert", "bad");
        notice.getElement().setAttribute("role", "alert");
        notice.setVisible(false);
        running.addClassName("tl-export-running");
        running.getElement().setAttribute("aria-live", "polite");
        made.addClassName("tl-export-files");
        Span what =
                new Span(
                        count > CustomerRows.MOST
                                ? Screens.text("customer.export.what.many", CustomerRows.MOST)
                                : Screens.text("customer.export.what", count));
        Span rights = new Span(Screens.text("customer.export.rights"));
        rights.addClassName("tl-muted");
        Div body = new Div(notice, what, rights, format, running, made);
        body.addClassNames("tl-dialog-body", "tl-export");
        add(body);
        Button close = new Button(Screens.text("customer.export.close"), click -> close());
        cancel.setText(Screens.text("customer.export.cancel"));
        cancel.addClickListener(click -> stop());
        start.setText(Screens.text("customer.export.start"));
        start.addThemeName("primary");
        start.addClickListener(click -> begin());
        getFooter().add(close, cancel, start);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        refresh();
        Polling.of(this, POLL_MILLIS, this::refreshWhileRunning);
    }

    private void begin() {
        Locale locale = Screens.locale();
        attempt(() ->
                current =
                        exports.start(
                                query,
                                format.getValue(),
                                key -> ScreenTexts.text(locale, "customer.export.column." + key)));
    }

    private void stop() {
        CustomerExport begun = current;
        if (begun != null) {
            attempt(() -> current = exports.cancel(begun.id()));
        }
    }

    private void attempt(Runnable action) {
        notice.setVisible(false);
        try {
            action.run();
        } catch (RuntimeException failed) {
            notice.removeAll();
            notice.add(Icons.of(Icons.CIRCLE_ALERT), new Span(Failure.of(failed).message()));
            notice.setVisible(true);
        }
        refresh();
    }

    private void refreshWhileRunning() {
        if (current != null && current.state() == State.RUNNING) {
            refresh();
        }
    }

    private void refresh() {
        List<CustomerExport> mine = exports.mine(SHOWN);
        CustomerExport newest = mine.isEmpty() ? null : mine.getFirst();
        current = newest;
        boolean busy = newest != null && newest.state() == State.RUNNING;
        start.setEnabled(!busy);
        cancel.setVisible(busy);
        running.removeAll();
        if (newest != null && busy) {
            progress(newest);
        }
        made.removeAll();
        mine.stream().filter(export -> export.state() != State.RUNNING).forEach(this::file);
    }

    private void progress(CustomerExport export) {
        ProgressBar bar = new ProgressBar(0, Math.max(1, count));
        if (count > CustomerRows.MOST) {
            bar.setIndeterminate(true);
        } else {
            bar.setValue(Math.min(count, export.rows()));
        }
        running.add(bar, new Span(Screens.text("customer.export.running", export.rows())));
    }

    private void file(CustomerExport export) {
        String when = Screens.formats().dateTime(export.createdAt());
        Div line = new Div();
        line.addClassName("tl-row");
        if (export.state() != State.DONE) {
            Span ended = new Span(Screens.text("customer.export.state." + export.state(), when));
            ended.addClassName("tl-muted");
            line.add(Icons.of(Icons.CIRCLE_ALERT), ended);
            made.add(line);
            return;
        }
        Anchor link = new Anchor();
        link.setText(
                Screens.text(
                        "customer.export.file",
                        Screens.text("customer.export.format." + export.format()),
                        export.rows()));
        link.setHref(new ExportDownload(exports, export));
        link.getElement().setAttribute("download", export.fileName());
        Span time = new Span(when);
        time.addClassNames("tl-muted", "tl-toolbar-end");
        line.add(Icons.of(Icons.DOWNLOAD), link, time);
        made.add(line);
        if (export.capped()) {
            Span cut = new Span(Screens.text("customer.export.capped", export.rows()));
            cut.addClassName("tl-muted");
            made.add(cut);
        }
    }
}
