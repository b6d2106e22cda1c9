package io.trunkline.ui.importing;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.trunkline.core.importing.ImportJob;
import io.trunkline.core.importing.Imports;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Keys;

/// The dry run: under way with its figures, then what the import would do, with the button that
/// does it.
final class CheckStep implements ImportStep {

    private final Div component = Parts.box("tl-import-flow");
    private final ProgressBar bar = new ProgressBar();
    private final Span mark = Parts.words("tl-line-icon", "");
    private final Span heading = Parts.words("tl-strong", "");
    private final Span detail = Parts.words("tl-muted", "");
    private final Button cancel;
    private final Span leave = Parts.words("tl-muted", Parts.text("import.check.leave"));
    private final CountsRow counts = new CountsRow();
    private final Div findings = Parts.box("tl-fill");
    private final Button start;
    private final Span note = Parts.words("tl-import-note", "");
    private final Imports imports;
    private boolean checking = true;
    private boolean shown;

    CheckStep(ImportJob job, Imports imports, Runnable back, Runnable begin, Runnable stop) {
        this.imports = imports;
        cancel = Parts.button("import-cancel", Parts.text("import.check.cancel"), stop);
        start = Parts.primary("import-start", "");
        start.setSuffixComponent(Parts.key("Ctrl ↵"));
        start.setDisableOnClick(true);
        start.addClickListener(click -> begin.run());
        bar.setMin(0);
        Div strip =
                Parts.box(
                        "tl-progress",
                        Parts.box(
                                "tl-progress-head",
                                mark,
                                heading,
                                detail,
                                Parts.spacer(),
                                leave,
                                cancel),
                        bar);
        strip.setId("import-check-progress");
        Div foot =
                Parts.box(
                        "tl-foot",
                        note,
                        Parts.spacer(),
                        Parts.button("import-back", Parts.text("import.back"), back),
                        start);
        component.add(strip, counts, findings, foot);
        Keys.of(component)
                .on(
                        "ctrl+enter",
                        () -> {
                            if (start.isEnabled()) {
                                start.setEnabled(false);
                                begin.run();
                            }
                        });
        update(job);
    }

    @Override
    public Component component() {
        return component;
    }

    @Override
    public boolean isLive() {
        return checking;
    }

    @Override
    public boolean update(ImportJob job) {
        checking = job.state() == ImportJob.State.CHECKING;
        if (!checking && job.state() != ImportJob.State.READY) {
            return false;
        }
        progress(job);
        counts.show(job.counts(), false);
        if (!checking && !shown) {
            shown = true;
            findings.add(new Findings(imports, job.id(), job.fileName()));
        }
        footer(job);
        return true;
    }

    private void progress(ImportJob job) {
        mark.removeAll();
        mark.add(Icons.of(checking ? Icons.LOADER : Icons.CIRCLE_CHECK));
        mark.getClassNames().set("ok", !checking);
        bar.getElement().getThemeList().set("success", !checking);
        heading.setText(Parts.text(checking ? "import.check.running" : "import.check.done"));
        detail.setText(
                !checking
                        ? Parts.text("import.check.done.detail", job.checked())
                        : job.rows() == 0
                                ? Parts.text("import.check.running.unknown")
                                : Parts.text(
                                        "import.check.running.detail", job.checked(), job.rows()));
        bar.setIndeterminate(checking && job.rows() == 0);
        if (job.rows() > 0) {
            bar.setMax(job.rows());
            bar.setValue(checking ? Math.min(job.checked(), job.rows()) : job.rows());
        }
        cancel.setVisible(checking);
        leave.setVisible(checking);
    }

    private void footer(ImportJob job) {
        ImportJob.Counts figures = job.counts();
        long changes = figures.created() + figures.updated();
        start.setEnabled(!checking && changes > 0);
        if (checking) {
            start.setText(Parts.text("import.run.checking"));
        } else {
            start.setText(
                    changes == 0
                            ? Parts.text("import.run.nothing")
                            : Parts.text("import.run.consequence", changes));
        }
        StringBuilder words = new StringBuilder();
        if (figures.unmatched() > 0) {
            words.append(Parts.text("import.run.note.unmatched", figures.unmatched()));
        }
        if (figures.refused() > 0) {
            words.append(words.isEmpty() ? "" : " · ")
                    .append(Parts.text("import.run.note.refused", figures.refused()));
        }
        note.setText(words.toString());
    }
}
