package io.trunkline.ui.reminder;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.timepicker.TimePicker;
import io.trunkline.core.reminder.Reminder;
import io.trunkline.core.reminder.ReminderDraft;
import io.trunkline.core.reminder.Reminders;
import io.trunkline.ui.shell.DateFields;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.spi.Formats;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What to be reminded of, and when.
final class ReminderDialog extends Dialog {

    private static final int LONGEST = 500;
    private static final LocalTime MORNING = LocalTime.of(9, 30);

    private final transient Reminders reminders;
    private final transient @Nullable Reminder base;
    private final @Nullable Long customerId;
    private final transient Runnable saved;
    private final Formats formats = Screens.formats();
    private final TextArea note = new TextArea(Screens.text("reminder.note"));
    private final DatePicker date = DateFields.picker("reminder.date");
    private final TimePicker time = new TimePicker(Screens.text("reminder.time"));

    /// @param base null for a new one
    /// @param customer name of the customer it is about; empty for none
    ReminderDialog(
            Reminders reminders,
            @Nullable Reminder base,
            @Nullable Long customerId,
            String customer,
            Runnable saved) {
        this.reminders = reminders;
        this.base = base;
        this.customerId = customerId;
        this.saved = saved;
        setHeaderTitle(Screens.text(base == null ? "reminder.new" : "reminder.edit"));
        addClassName("tl-dialog");
        setWidth("440px");
        setCloseOnOutsideClick(false);
        note.setId("reminder-note");
        note.setMaxLength(LONGEST);
        note.setMinRows(2);
        note.setWidthFull();
        note.setRequiredIndicatorVisible(true);
        date.setId("reminder-date");
        date.setMin(formats.today());
        time.setId("reminder-time");
        time.setLocale(Locale.UK);
        time.setStep(Duration.ofMinutes(15));
        Div fields = new Div(date, time);
        fields.addClassName("tl-form");
        Div body = new Div();
        body.addClassName("tl-dialog-body");
        if (!customer.isEmpty()) {
            Span about = new Span(Screens.text("reminder.about", customer));
            about.addClassName("tl-strong");
            body.add(about);
        }
        body.add(note, suggestions(), fields);
        add(body);
        set(base == null ? now().plusHours(1) : base.dueAt().atZone(formats.zone()));
        if (base != null) {
            note.setValue(base.note());
        }
        Button cancel = new Button(Screens.text("shell.cancel"), click -> close());
        Button save = new Button(Screens.text("reminder.save"), click -> save());
        save.addThemeName("primary");
        save.setId("reminder-save");
        save.setTooltipText("Ctrl Enter");
        Shortcuts.addShortcutListener(this, this::save, Key.ENTER, KeyModifier.CONTROL)
                .listenOn(this)
                .resetFocusOnActiveElement();
        getFooter().add(cancel, save);
    }

    @Override
    public void open() {
        super.open();
        note.focus();
    }

    private Div suggestions() {
        ZonedDateTime now = now();
        Div chips = new Div();
        chips.addClassName("tl-chips");
        chips.add(chip("reminder.in-an-hour", now.plusHours(1)));
        chips.add(chip("reminder.tomorrow", now.plusDays(1).with(MORNING)));
        chips.add(
                chip(
                        "reminder.monday",
                        now.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).with(MORNING)));
        return chips;
    }

    private Button chip(String key, ZonedDateTime at) {
        return new Button(Screens.text(key), click -> set(at));
    }

    private ZonedDateTime now() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES).atZone(formats.zone());
    }

    private void set(ZonedDateTime at) {
        date.setValue(at.toLocalDate());
        time.setValue(at.toLocalTime().truncatedTo(ChronoUnit.MINUTES));
    }

    private void save() {
        String text = note.getValue().strip();
        LocalDate day = date.getValue();
        LocalTime minute = time.getValue();
        note.setErrorMessage(Screens.text("reminder.note.missing"));
        note.setInvalid(text.isEmpty());
        date.setInvalid(day == null);
        time.setInvalid(minute == null);
        if (text.isEmpty() || day == null || minute == null) {
            return;
        }
        Instant due = day.atTime(minute).atZone(formats.zone()).toInstant();
        try {
            Reminder old = base;
            ReminderDraft draft =
                    new ReminderDraft(text, customerId, old == null ? "" : old.route(), due);
            Reminder after =
                    old == null
                            ? reminders.create(draft)
                            : reminders.update(old.id(), old.version(), draft);
            close();
            Toasts.done(Screens.text("reminder.saved", formats.dateTime(after.dueAt())));
            saved.run();
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
    }
}
