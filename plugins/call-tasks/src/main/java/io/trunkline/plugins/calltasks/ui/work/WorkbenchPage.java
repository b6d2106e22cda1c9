package io.trunkline.plugins.calltasks.ui.work;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import io.trunkline.plugins.calltasks.work.CallTask;
import io.trunkline.plugins.calltasks.work.MyQueue;
import io.trunkline.plugins.calltasks.work.Outcome;
import io.trunkline.plugins.calltasks.work.Saved;
import io.trunkline.plugins.calltasks.work.TaskItem;
import io.trunkline.plugins.calltasks.work.TaskStatus;
import io.trunkline.spi.CustomerCard;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Keys;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An agent at work: her queue on the left, the customer in the middle, the call on the right. All
/// of it can be done by keyboard.
public final class WorkbenchPage extends Div {

    private static final int POLL_MILLIS = 20_000;
    private static final int DIGITS = 9;

    private final transient Page page;
    private final QueuePanel queue;
    private final Div middle = Parts.box("tl-panel tl-calls-customer");
    private final Div right = Parts.box("tl-calls-right");
    private transient @Nullable CallTask held;
    private transient @Nullable CallPanel call;

    public WorkbenchPage(Page page) {
        this.page = page;
        queue = new QueuePanel(page, this::take);
        addClassNames("tl-view", "tl-workbench");
        setId("workbench");
        add(queue, middle, right);
        keys();
        Page.poll(this, POLL_MILLIS, this::refreshQueue);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        page.attempt(() -> {
            Optional<Long> wanted = page.idParameter("task");
            CallTask task =
                    wanted.isPresent()
                            ? page.tasks().workbench().take(page.session(), wanted.get())
                            : page.tasks().workbench().held(page.session()).orElse(null);
            show(task);
        });
        if (middle.getChildren().findAny().isEmpty()) {
            show(null);
        }
    }

    private void keys() {
        Keys keys = Keys.of(this);
        for (int digit = 1; digit <= DIGITS; digit++) {
            int chosen = digit;
            keys.on(Integer.toString(digit), () -> onCall(panel -> panel.form().choose(chosen)));
        }
        keys.on("n", this::next)
                .on("c", () -> onCall(CallPanel::dial))
                .on("e", () -> onCall(panel -> panel.form().writeNote()))
                .on("j", () -> queue.move(1))
                .on("k", () -> queue.move(-1))
                .on("b", queue::toCallBacks)
                .on("ctrl+enter", this::saveAndNext);
    }

    private void onCall(java.util.function.Consumer<CallPanel> action) {
        if (call != null) {
            action.accept(call);
        }
    }

    private void next() {
        if (held != null) {
            page.view().done(page.text("ui.work.save-first"));
            onCall(panel -> panel.form().ask());
            return;
        }
        page.attempt(() -> show(page.tasks().workbench().next(page.session()).orElse(null)));
    }

    private void take(long taskId) {
        page.attempt(() -> show(page.tasks().workbench().take(page.session(), taskId)));
    }

    private void save() {
        record(outcome ->
                page.tasks().workbench().save(page.session(), requireHeld().id(), outcome));
    }

    private void saveAndNext() {
        record(outcome ->
                page.tasks().workbench().saveAndNext(page.session(), requireHeld().id(), outcome));
    }

    private void record(Saving saving) {
        if (held == null || call == null) {
            next();
            return;
        }
        OutcomeForm form = call.form();
        Optional<Outcome> outcome = form.outcome();
        if (outcome.isEmpty()) {
            page.view().done(page.text("ui.work.choose-first"));
            form.ask();
            return;
        }
        page.attempt(() -> {
            Saved saved = saving.save(outcome.get());
            form.saved();
            show(saved.next());
            page.view().done(told(saved));
        });
    }

    private String told(Saved saved) {
        String outcome = page.text("disposition." + saved.disposition().key());
        if (saved.status() == TaskStatus.CALLBACK && saved.callBackAt() != null) {
            return page.text(
                    "ui.work.saved-again", outcome, page.formats().dateTime(saved.callBackAt()));
        }
        return page.text("ui.work.saved", outcome);
    }

    private CallTask requireHeld() {
        return java.util.Objects.requireNonNull(held);
    }

    private void show(@Nullable CallTask task) {
        held = task;
        call = null;
        refreshQueue();
        middle.removeAll();
        right.removeAll();
        if (task == null) {
            idle();
            return;
        }
        CustomerCard customer =
                page.platform().customers().find(page.session(), task.customerId()).orElse(null);
        middle.add(new WhyBox(page, task, customer), summary(task));
        call =
                new CallPanel(
                        page,
                        task,
                        customer,
                        queue.following().map(TaskItem::customerName).orElse(""),
                        this::save,
                        this::saveAndNext);
        right.add(call);
        right.getElement().getParent().setAttribute("data-task", Long.toString(task.id()));
    }

    private Component summary(CallTask task) {
        Div summary = Parts.box("tl-calls-summary");
        try {
            summary.add(page.view().customerSummary(task.customerId()));
        } catch (RuntimeException e) {
            page.view().failed(e);
        }
        return summary;
    }

    private void idle() {
        getElement().removeAttribute("data-task");
        MyQueue.Counts counts = page.tasks().workbench().queue(page.session()).counts();
        int waiting = counts.callBacksDue() + counts.assigned() + counts.teamPool();
        if (waiting == 0) {
            Div nothing =
                    Parts.state(
                            Icons.HEADPHONES,
                            page.text("ui.work.nothing"),
                            Leads.of(page)
                                    .map(names -> page.text("ui.work.nothing.ask", names))
                                    .orElseGet(() -> page.text("ui.work.nothing.ask-lead")));
            nothing.setId("workbench-empty");
            middle.add(nothing);
            return;
        }
        Button begin = Parts.primary("next", page.text("ui.work.next"), this::next);
        begin.setIcon(Icons.of(Icons.SKIP_FORWARD));
        begin.setSuffixComponent(Parts.key("N"));
        Div ready =
                Parts.state(
                        Icons.PHONE_OUTGOING,
                        page.text("ui.work.waiting", waiting),
                        page.text("ui.work.waiting.how"),
                        begin);
        ready.setId("workbench-ready");
        middle.add(ready);
    }

    private void refreshQueue() {
        try {
            queue.show(page.tasks().workbench().queue(page.session()));
        } catch (RuntimeException e) {
            page.view().failed(e);
        }
    }

    @FunctionalInterface
    private interface Saving {
        Saved save(Outcome outcome);
    }
}
