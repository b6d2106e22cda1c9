package io.trunkline.ui.importing;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.trunkline.core.importing.ImportJob;
import io.trunkline.core.importing.Imports;
import io.trunkline.ui.spi.Icons;
import java.time.Duration;
import java.time.Instant;

/// The import itself: under way, stopped in the middle, cancelled or done.
final class RunStep implements ImportStep {

    private static final Duration ENOUGH_TO_GUESS = Duration.ofSeconds(3);

    private final Div component = Parts.box("tl-import-flow");
    private final ProgressBar bar = new ProgressBar();
    private final Span heading = Parts.words("tl-strong", "");
    private final Span detail = Parts.words("tl-muted", "");
    private final Div buttons = Parts.box("tl-line-icon");
    private final Div message = Parts.box("tl-strip");
    private final CountsRow counts = new CountsRow();
    private final Div findings = Parts.box("tl-fill");
    private final Imports imports;
    private final CallTaskOffer callTasks;
    private final Runnable begin;
    private final Runnable stop;
    private final Instant openedAt = Instant.now();
    private final long doneWhenOpened;
    private ImportJob.State state;

    RunStep(
            ImportJob job,
            Imports imports,
            CallTaskOffer callTasks,
            Runnable begin,
            Runnable stop) {
        this.imports = imports;
        this.callTasks = callTasks;
        this.begin = begin;
        this.stop = stop;
        state = job.state();
        doneWhenOpened = job.done();
        bar.setMin(0);
        Div strip =
                Parts.box(
                        "tl-progress",
                        Parts.box("tl-progress-head", heading, detail, Parts.spacer(), buttons),
                        bar);
        strip.setId("import-run-progress");
        message.setVisible(false);
        component.add(strip, message, counts, findings);
        frame(job);
        figures(job);
    }

    @Override
    public Component component() {
        return component;
    }

    @Override
    public boolean isLive() {
        return state == ImportJob.State.RUNNING;
    }

    @Override
    public boolean update(ImportJob job) {
        if (job.state() != state) {
            return false;
        }
        figures(job);
        return true;
    }

    private void frame(ImportJob job) {
        component.setId("import-" + state.name().toLowerCase(java.util.Locale.ROOT));
        switch (state) {
            case RUNNING -> {
                heading.setText(Parts.text("import.run.running"));
                buttons.add(
                        Parts.words("tl-muted", Parts.text("import.run.leave")),
                        Parts.button("import-cancel", Parts.text("import.run.cancel"), stop));
            }
            case INTERRUPTED -> interrupted(job);
            case DONE -> done(job);
            default -> cancelled(job);
        }
    }

    private void interrupted(ImportJob job) {
        heading.setText(Parts.text("import.run.interrupted.title"));
        Button resume =
                Parts.primary(
                        "import-resume", Parts.text("import.run.resume", job.rows() - job.done()));
        resume.setIcon(Icons.of(Icons.PLAY));
        resume.setDisableOnClick(true);
        resume.addClickListener(click -> begin.run());
        buttons.add(Parts.button("import-cancel", Parts.text("import.run.cancel"), stop), resume);
        tell("warn", Parts.text("import.run.interrupted.text", job.done(), job.rows()));
    }

    private void cancelled(ImportJob job) {
        heading.setText(Parts.text("import.run.cancelled.title"));
        tell(
                "",
                job.done() == 0
                        ? Parts.text("import.check.cancelled.text")
                        : Parts.text("import.run.cancelled.text", job.done(), job.rows()));
        backToList();
    }

    private void done(ImportJob job) {
        heading.setText(Parts.text("import.run.done"));
        callTasks
                .route(job.id())
                .ifPresent(route ->
                        buttons.add(
                                link(
                                        "import-make-tasks",
                                        route,
                                        Icons.LAYERS,
                                        Parts.text("import.run.make-tasks"),
                                        true)));
        buttons.addComponentAsFirst(
                link(
                        "import-to-customers",
                        "customers",
                        Icons.USERS,
                        Parts.text("import.run.to-customers"),
                        false));
        findings.add(new Findings(imports, job.id(), job.fileName()));
    }

    private void backToList() {
        buttons.add(
                link(
                        "import-back",
                        "imports",
                        Icons.ARROW_LEFT,
                        Parts.text("import.back.list"),
                        false));
    }

    private void figures(ImportJob job) {
        counts.show(job.counts(), true);
        boolean finished = state == ImportJob.State.DONE;
        if (job.rows() > 0) {
            bar.setMax(job.rows());
            bar.setValue(finished ? job.rows() : Math.min(job.done(), job.rows()));
        }
        bar.getElement().getThemeList().set("success", finished);
        ImportJob.Counts figures = job.counts();
        if (finished) {
            detail.setText(
                    Parts.text(
                            "import.run.done.detail",
                            job.rows(),
                            figures.created(),
                            figures.updated(),
                            figures.unchanged()));
        } else if (state == ImportJob.State.RUNNING) {
            detail.setText(
                    Parts.text(
                            "import.run.running.detail", job.done(), job.rows(), remaining(job)));
        }
    }

    private String remaining(ImportJob job) {
        Duration passed = Duration.between(openedAt, Instant.now());
        long moved = job.done() - doneWhenOpened;
        if (moved <= 0 || passed.compareTo(ENOUGH_TO_GUESS) < 0) {
            return "…";
        }
        long seconds = (job.rows() - job.done()) * passed.toMillis() / moved / 1000 + 1;
        return seconds < 90
                ? Parts.text("import.run.remaining.seconds", seconds)
                : Parts.text("import.run.remaining.minutes", (seconds + 59) / 60);
    }

    private void tell(String tone, String words) {
        message.add(Icons.of(Icons.INFO), new Span(words));
        message.setVisible(true);
        if (!tone.isEmpty()) {
            message.addClassName(tone);
        }
    }

    private static Anchor link(
            String id, String route, String icon, String words, boolean primary) {
        Anchor link = new Anchor(route, "");
        link.add(Icons.of(icon), new Span(words));
        link.addClassName("tl-link-button");
        if (primary) {
            link.addClassName("primary");
        }
        link.setId(id);
        return link;
    }
}
