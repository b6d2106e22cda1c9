package io.trunkline.ui.reminder;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import io.trunkline.core.reminder.Reminder;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.spi.Formats;
import io.trunkline.ui.spi.Icons;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What the person in front of the screen asked to be reminded of and has not done, the next first.
public final class ReminderList extends Div {

    private static final int SHOWN = 50;
    private static final Duration SNOOZE = Duration.ofMinutes(30);

    private final transient ReminderForms forms;
    private final transient Runnable leave;
    private final Formats formats = Screens.formats();

    /// @param leave closes what this list is in, before something else opens
    public ReminderList(ReminderForms forms, Runnable leave) {
        this.forms = forms;
        this.leave = leave;
        addClassName("tl-reminders");
    }

    /// Reads it anew.
    public void load() {
        removeAll();
        List<Reminder> open = forms.reminders().list(false, SHOWN);
        Map<Long, String> names = forms.names(open);
        if (open.isEmpty()) {
            add(
                    States.empty(
                            Icons.CALENDAR_CLOCK,
                            Screens.text("reminder.empty"),
                            Screens.text("reminder.empty.why"),
                            create()));
            return;
        }
        for (Reminder reminder : open) {
            Long customer = reminder.customerId();
            add(row(reminder, customer == null ? "" : names.getOrDefault(customer, "")));
        }
        add(create());
    }

    private Button create() {
        Button create = new Button(Screens.text("reminder.new"), Icons.of(Icons.PLUS));
        create.addThemeName("tertiary");
        create.setId("reminder-new");
        create.addClickListener(click -> {
            leave.run();
            forms.create(() -> {});
        });
        return create;
    }

    private Div row(Reminder reminder, String customer) {
        Span words = new Span(reminder.note());
        words.addClassName("tl-notice-text");
        boolean due = !reminder.dueAt().isAfter(Instant.now());
        Span when =
                new Span(
                        formats.dateTime(reminder.dueAt())
                                + (due ? " · " + Screens.text("reminder.due") : "")
                                + (customer.isEmpty() ? "" : " · " + customer));
        when.addClassName(due ? "tl-reminder-due" : "tl-muted");
        Div two = new Div(words, when);
        two.addClassName("tl-notice-body");
        NativeButton open = new NativeButton();
        open.addClassName("tl-reminder-open");
        open.add(two);
        open.addClickListener(click -> follow(reminder));
        Div row =
                new Div(
                        open,
                        button(
                                Icons.CHECK,
                                "reminder.done",
                                () -> change(() -> forms.reminders().done(reminder.id()))),
                        button(
                                Icons.CLOCK,
                                "reminder.snooze",
                                () ->
                                        change(() ->
                                                forms.reminders()
                                                        .snooze(
                                                                reminder.id(),
                                                                Instant.now().plus(SNOOZE)))),
                        button(
                                Icons.PENCIL,
                                "reminder.edit",
                                () -> {
                                    leave.run();
                                    forms.edit(reminder, customer, () -> {});
                                }));
        row.addClassName("tl-reminder");
        return row;
    }

    private static Button button(String icon, String key, Runnable action) {
        Button button = new Button(Icons.of(icon), click -> action.run());
        button.addThemeNames("tertiary", "icon");
        button.setAriaLabel(Screens.text(key));
        button.setTooltipText(Screens.text(key));
        return button;
    }

    private void change(Runnable change) {
        try {
            change.run();
            load();
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
    }

    private void follow(Reminder reminder) {
        Long customer = reminder.customerId();
        String route = customer == null ? reminder.route() : "customers/" + customer;
        if (!route.isEmpty()) {
            leave.run();
            UI.getCurrent().navigate(route);
        }
    }
}
