package io.trunkline.ui.importing;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import io.trunkline.core.importing.ImportField;
import io.trunkline.core.importing.ImportJob;
import io.trunkline.core.importing.Imports;
import io.trunkline.spi.PluginException;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.Polling;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Icons;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One import from its columns to its end. What it shows follows from the import's state, so it can
/// be left and opened again at any time.
@Route(value = "imports/:id", layout = MainLayout.class)
@Needs("customer.import")
public class ImportView extends Div implements BeforeEnterObserver, Trail {

    private static final int POLL_MILLIS = 700;

    private final transient Imports imports;
    private final transient CallTaskOffer callTasks;
    private final Stepper stepper = new Stepper();
    private final Span meta = Parts.words("tl-muted", "");
    private final Div body = Parts.box("tl-import-body");

    private long id;
    private transient @Nullable ImportJob job;
    private transient @Nullable ImportStep step;
    private boolean mapping;

    @Inject
    public ImportView(Imports imports, CallTaskOffer callTasks) {
        this.imports = imports;
        this.callTasks = callTasks;
        addClassName("tl-view");
        Div file = Parts.box("tl-line-icon", Icons.of(Icons.FILE_TEXT), meta);
        Div panel = new Div(Parts.box("tl-head", stepper, Parts.spacer(), file), body);
        panel.addClassNames("tl-panel", "tl-import");
        add(panel);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = event.getRouteParameters().get("id").flatMap(ImportView::number).orElse(0L);
        mapping = true;
        show(find());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Polling.of(this, POLL_MILLIS, this::refresh);
    }

    @Override
    public List<Step> trail() {
        String title = job == null ? Parts.text("import.missing.title") : job.fileName();
        return List.of(new Step(Parts.text("import.title"), "imports"), new Step(title, null));
    }

    private void refresh() {
        if (step != null && step.isLive()) {
            show(find());
        }
    }

    private Optional<ImportJob> find() {
        try {
            return id == 0 ? Optional.empty() : imports.find(id);
        } catch (PluginException refused) {
            return Optional.empty();
        }
    }

    private void show(Optional<ImportJob> found) {
        job = found.orElse(null);
        if (job == null) {
            replace(missing());
            return;
        }
        meta.setText(meta(job));
        boolean checked =
                job.state() == ImportJob.State.READY || job.state() == ImportJob.State.CHECKING;
        stepper.show(current(job, checked), job.state() == ImportJob.State.DONE);
        if (step != null && step.update(job)) {
            return;
        }
        ImportStep next = checked && mapping ? new MappingStep(job, this::check) : next(job);
        step = next;
        replace(next.component());
    }

    private ImportStep next(ImportJob of) {
        return switch (of.state()) {
            case REFUSED -> new RefusedStep(of);
            case CHECKING, READY ->
                    new CheckStep(of, imports, this::backToMapping, this::start, this::cancel);
            case RUNNING, INTERRUPTED, DONE, CANCELLED ->
                    new RunStep(of, imports, callTasks, this::start, this::cancel);
        };
    }

    private Stepper.Step current(ImportJob of, boolean checked) {
        if (of.state() == ImportJob.State.REFUSED) {
            return Stepper.Step.UPLOAD;
        }
        if (!checked) {
            return Stepper.Step.RUN;
        }
        return mapping ? Stepper.Step.MAP : Stepper.Step.CHECK;
    }

    private void check(Map<Integer, ImportField> changed) {
        mapping = false;
        if (changed.isEmpty()) {
            again(() -> find().orElseThrow());
            return;
        }
        again(() -> imports.remap(id, changed));
    }

    private void backToMapping() {
        mapping = true;
        again(() -> find().orElseThrow());
    }

    private void start() {
        again(() -> imports.start(id));
    }

    private void cancel() {
        again(() -> imports.cancel(id));
    }

    /// Does something to the import and shows it anew.
    private void again(Action action) {
        try {
            ImportJob changed = action.run();
            step = null;
            show(Optional.of(changed));
        } catch (RuntimeException e) {
            Toasts.failed(Failure.of(e));
            step = null;
            show(find());
        }
    }

    private void replace(Component content) {
        body.removeAll();
        body.add(content);
    }

    private static Component missing() {
        Button back =
                Parts.button(
                        "import-back",
                        Parts.text("import.back.list"),
                        () -> UI.getCurrent().navigate(ImportsView.class));
        return States.empty(
                Icons.FILE_TEXT,
                Parts.text("import.missing.title"),
                Parts.text("import.missing.text"),
                back);
    }

    private static String meta(ImportJob of) {
        return of.rows() == 0
                ? of.fileName()
                : of.fileName()
                        + " · "
                        + Parts.text("import.meta", of.rows(), of.columns().size(), of.encoding());
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Action {
        ImportJob run();
    }
}
