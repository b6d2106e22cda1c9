package io.trunkline.plugins.calltasks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.plugins.calltasks.CallTasksPermissions;
import io.trunkline.plugins.calltasks.work.TaskItem;
import io.trunkline.plugins.calltasks.work.TaskStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The panel on a customer's page: what is still to be called, and how the last call went.
final class CustomerTasks extends Div {

    private static final int ROWS = 3;

    private CustomerTasks() {
        addClassName("tl-calls-panel");
        setId("call-tasks-panel");
    }

    /// @return empty when this customer was never to be called
    static Optional<Component> of(Page page, long customerId) {
        List<TaskItem> tasks = page.tasks().board().ofCustomer(page.session(), customerId);
        if (tasks.isEmpty()) {
            return Optional.empty();
        }
        CustomerTasks panel = new CustomerTasks();
        tasks.stream()
                .filter(task -> !closed(task))
                .limit(ROWS)
                .forEach(task -> panel.add(open(page, task)));
        tasks.stream()
                .filter(task -> task.disposition() != null)
                .findFirst()
                .ifPresent(task -> panel.add(last(page, task)));
        panel.workable(page, tasks);
        return Optional.of(panel);
    }

    private void workable(Page page, List<TaskItem> tasks) {
        Long me = page.session().actor().memberId();
        if (me == null || !page.may(CallTasksPermissions.WORK)) {
            return;
        }
        tasks.stream()
                .filter(task -> !closed(task) && Objects.equals(task.assigneeId(), me))
                .findFirst()
                .ifPresent(task ->
                        add(
                                Parts.button(
                                        "panel-work",
                                        page.text("ui.panel.work"),
                                        () ->
                                                page.open(
                                                        "workbench",
                                                        Map.of(
                                                                "task",
                                                                Long.toString(task.id()))))));
    }

    private static Div open(Page page, TaskItem task) {
        LocalDate due = task.dueAt().atZone(page.session().zone()).toLocalDate();
        boolean late = due.isBefore(page.formats().today());
        String when =
                task.callBackAt() == null
                        ? page.text("ui.panel.due", page.formats().shortDate(due))
                        : page.text(
                                "ui.panel.call-back", page.formats().dateTime(task.callBackAt()));
        Span time = Parts.words("tl-muted", when);
        time.getClassNames().set("bad", late);
        return Parts.box(
                "tl-calls-line",
                Parts.words("tl-calls-why", task.batchName()),
                Parts.spacer(),
                time);
    }

    private static Div last(Page page, TaskItem task) {
        var disposition = Objects.requireNonNull(task.disposition());
        Span outcome = Parts.words("tl-tag", page.text("disposition." + disposition.key()));
        String tone = Parts.tone(disposition.tone());
        if (!tone.isEmpty()) {
            outcome.addClassName(tone);
        }
        Div line =
                Parts.box(
                        "tl-calls-line",
                        Parts.words("tl-muted", page.text("ui.panel.last")),
                        outcome);
        if (!task.note().isEmpty()) {
            Span note = Parts.words("tl-calls-why", task.note());
            note.setTitle(task.note());
            line.add(note);
        }
        return line;
    }

    private static boolean closed(TaskItem task) {
        return task.status() == TaskStatus.DONE || task.status() == TaskStatus.CANCELLED;
    }
}
