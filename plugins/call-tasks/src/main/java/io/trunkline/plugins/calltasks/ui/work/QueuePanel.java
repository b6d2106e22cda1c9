package io.trunkline.plugins.calltasks.ui.work;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import io.trunkline.plugins.calltasks.work.MyQueue;
import io.trunkline.plugins.calltasks.work.TaskItem;
import io.trunkline.ui.spi.Formats;
import io.trunkline.ui.spi.Icons;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// What the agent has before her: due call-backs first, then what is handed to her, with her day in
/// numbers on top.
final class QueuePanel extends Div {

    private static final String MOVE =
            """
            const rows = [...this.querySelectorAll('.tl-task')];
            if (rows.length === 0) return;
            const at = rows.indexOf(document.activeElement);
            const now = at >= 0 ? at : rows.findIndex(row => row.classList.contains('current'));
            const next = rows[Math.max(0, Math.min(rows.length - 1, now + $0))];
            next.focus(); next.scrollIntoView({ block: 'nearest' });
            """;

    private static final String FIRST_CALL_BACK =
            """
            const row = this.querySelector('.tl-task.call-back');
            if (row) { row.focus(); row.scrollIntoView({ block: 'nearest' }); }
            """;

    private final transient Page page;
    private final transient LongConsumer take;
    private final Div head = Parts.box("tl-calls-day");
    private final Div rows = Parts.box("tl-calls-rows");
    private transient @Nullable MyQueue shown;

    /// @param take called with the id of the task the agent picks
    QueuePanel(Page page, LongConsumer take) {
        this.page = page;
        this.take = take;
        addClassNames("tl-panel", "tl-calls-queue");
        setId("workbench-queue");
        rows.getElement().setAttribute("role", "list");
        Div keys =
                Parts.box(
                        "tl-calls-keys",
                        Parts.key("J"),
                        Parts.key("K"),
                        new Span(page.text("ui.queue.move")),
                        Parts.key("B"),
                        new Span(page.text("ui.queue.to-call-backs")),
                        Parts.key("N"),
                        new Span(page.text("ui.work.next")));
        add(head, rows, keys);
    }

    /// Moves the cursor by so many rows.
    void move(int by) {
        getElement().executeJs(MOVE, by);
    }

    void toCallBacks() {
        getElement().executeJs(FIRST_CALL_BACK);
    }

    /// The task that comes up next.
    ///
    /// @return the one that comes up after the task in front of her
    Optional<TaskItem> following() {
        MyQueue queue = shown;
        if (queue == null) {
            return Optional.empty();
        }
        Instant now = page.platform().clock().instant();
        return queue.callBacks().stream()
                .filter(task -> isDue(task, now))
                .findFirst()
                .or(() -> queue.assigned().stream().findFirst());
    }

    void show(MyQueue queue) {
        if (queue.equals(shown)) {
            return;
        }
        shown = queue;
        day(queue.counts());
        rows.removeAll();
        Instant now = page.platform().clock().instant();
        List<TaskItem> due = new ArrayList<>();
        List<TaskItem> later = new ArrayList<>();
        queue.callBacks().forEach(task -> (isDue(task, now) ? due : later).add(task));
        if (queue.held() != null) {
            rows.add(row(queue.held(), true, "now"));
        }
        group(Icons.CALENDAR_CLOCK, "ui.queue.due", queue.counts().callBacksDue(), due, "bad");
        group(Icons.PHONE, "ui.queue.to-call", queue.counts().assigned(), queue.assigned(), "");
        group(Icons.CLOCK, "ui.queue.later", queue.counts().callBacksLater(), later, "");
        if (queue.counts().teamPool() > 0) {
            rows.add(
                    Parts.box(
                            "tl-calls-group",
                            Icons.of(Icons.USERS),
                            new Span(page.text("ui.queue.pool")),
                            Parts.words("tl-muted", page.number(queue.counts().teamPool()))));
        }
    }

    private void day(MyQueue.Counts counts) {
        head.removeAll();
        int left =
                counts.assigned()
                        + counts.callBacksDue()
                        + counts.callBacksLater()
                        + (shown != null && shown.held() != null ? 1 : 0);
        int all = Math.max(1, left + counts.doneToday());
        Div bar = Parts.box("tl-stack");
        Parts.piece(bar, "ok", counts.doneToday(), all);
        Parts.piece(bar, "bad", counts.callBacksDue(), all);
        head.add(
                Parts.box(
                        "tl-calls-line",
                        new H2(page.text("ui.queue.title")),
                        Parts.spacer(),
                        Parts.words(
                                "tl-muted",
                                page.text(
                                        "ui.queue.day",
                                        counts.calledToday(),
                                        Parts.percent(
                                                counts.connectedToday(), counts.calledToday()),
                                        counts.successToday()))),
                bar,
                Parts.box(
                        "tl-calls-line",
                        done(counts.doneToday()),
                        Parts.spacer(),
                        new Span(page.text("ui.queue.left", left))));
    }

    private Span done(int count) {
        Span done = new Span(page.text("ui.queue.done", count));
        done.setId("workbench-done");
        done.getElement().setAttribute("aria-live", "polite");
        return done;
    }

    private void group(String icon, String key, int count, List<TaskItem> tasks, String tone) {
        if (tasks.isEmpty()) {
            return;
        }
        Component mark = Icons.of(icon);
        if (!tone.isEmpty()) {
            mark.addClassName(tone);
        }
        rows.add(
                Parts.box(
                        "tl-calls-group",
                        mark,
                        new Span(page.text(key)),
                        Parts.words("tl-muted", page.number(count))));
        tasks.forEach(
                task -> rows.add(row(task, false, task.callBackAt() == null ? "" : "call-back")));
    }

    private NativeButton row(TaskItem task, boolean current, String kind) {
        Formats formats = page.formats();
        Span name = Parts.words("tl-strong", name(task));
        Span when = Parts.words("tl-calls-when", when(task, formats));
        Instant now = page.platform().clock().instant();
        if (isDue(task, now) || task.dueAt().isBefore(now)) {
            when.addClassName("bad");
        }
        String tries =
                task.attempts() == 0
                        ? page.text("ui.queue.first")
                        : page.text("ui.queue.attempt", task.attempts() + 1);
        NativeButton row = new NativeButton();
        row.add(
                Parts.box("tl-calls-line", priority(task.priority()), name, Parts.spacer(), when),
                Parts.box(
                        "tl-calls-line",
                        Parts.words("tl-calls-why", why(task)),
                        Parts.spacer(),
                        new Span(tries)));
        row.addClassName("tl-task");
        if (!kind.isEmpty()) {
            row.addClassName(kind);
        }
        row.setId("task-" + task.id());
        if (current) {
            row.addClassName("current");
            row.getElement().setAttribute("aria-current", "true");
        } else {
            row.addClickListener(click -> take.accept(task.id()));
        }
        return row;
    }

    private String name(TaskItem task) {
        return task.customerName().isEmpty()
                ? page.text("ui.customer.hidden")
                : task.customerName();
    }

    private String why(TaskItem task) {
        return task.note().isEmpty() ? task.batchName() : task.note();
    }

    private static String when(TaskItem task, Formats formats) {
        if (task.callBackAt() == null) {
            return formats.shortDate(date(task.dueAt(), formats));
        }
        LocalDate day = date(task.callBackAt(), formats);
        return day.equals(formats.today())
                ? formats.time(task.callBackAt())
                : formats.dateTime(task.callBackAt());
    }

    private static LocalDate date(Instant instant, Formats formats) {
        return instant.atZone(formats.zone()).toLocalDate();
    }

    private static boolean isDue(TaskItem task, Instant now) {
        return task.callBackAt() != null && !task.callBackAt().isAfter(now);
    }

    /// Three bars as the priority, in words for who cannot see them.
    private Span priority(int priority) {
        Span bars = Parts.words("tl-calls-priority", "");
        bars.addClassName("p" + priority);
        bars.add(new Span(), new Span(), new Span());
        bars.getElement().setAttribute("role", "img");
        bars.getElement().setAttribute("aria-label", page.text("ui.priority." + priority));
        bars.setTitle(page.text("ui.priority." + priority));
        return bars;
    }
}
