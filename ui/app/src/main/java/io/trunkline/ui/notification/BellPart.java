package io.trunkline.ui.notification;

import com.vaadin.flow.component.Component;
import io.trunkline.core.notification.Notifications;
import io.trunkline.ui.reminder.ReminderForms;
import io.trunkline.ui.shell.NavbarPart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Puts the bell into the frame.
@ApplicationScoped
public class BellPart implements NavbarPart {

    private final Notifications notifications;
    private final NoticeTexts texts;
    private final BellPulse pages;
    private final ReminderForms reminders;

    @Inject
    BellPart(
            Notifications notifications,
            NoticeTexts texts,
            BellPulse pages,
            ReminderForms reminders) {
        this.notifications = notifications;
        this.texts = texts;
        this.pages = pages;
        this.reminders = reminders;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Component component() {
        return new Bell(notifications, texts, pages, reminders);
    }
}
