package io.trunkline.ui.notification;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.shared.Registration;
import io.trunkline.core.notification.Notification;
import io.trunkline.core.notification.NotificationPreferences;
import io.trunkline.core.notification.NotificationPulse.Beat;
import io.trunkline.core.notification.Notifications;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.ui.reminder.ReminderForms;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.spi.Icons;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How much is unread, the list of it, and short messages of what comes while the page is open.
final class Bell extends Div {

    private static final int SHOWN = 50;
    private static final int MOST_TOASTS = 3;

    private final transient Notifications notifications;
    private final transient NoticeTexts texts;
    private final transient BellPulse pages;
    private final Button button = new Button(Icons.of(Icons.BELL));
    private final Span count = new Span();
    private final Span spoken = new Span();
    private final Popover popover = new Popover();
    private final BellPanel panel;
    private final transient Set<Long> known = new HashSet<>();
    private transient @Nullable Registration watching;

    Bell(Notifications notifications, NoticeTexts texts, BellPulse pages, ReminderForms reminders) {
        this.notifications = notifications;
        this.texts = texts;
        this.pages = pages;
        addClassName("tl-bell");
        button.setId("bell");
        button.addThemeNames("tertiary", "icon");
        button.setTooltipText(Screens.text("notification.bell") + " (Alt N)");
        count.addClassName("tl-bell-count");
        count.getElement().setAttribute("aria-hidden", "true");
        spoken.addClassName("tl-only-spoken");
        spoken.getElement().setAttribute("role", "status");
        spoken.getElement().setAttribute("aria-live", "polite");
        panel = new BellPanel(notifications, texts, reminders, this::open, this::refresh);
        panel.onLeave(popover::close);
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.addClassName("tl-bell-popover");
        popover.getElement().setAttribute("aria-label", Screens.text("notification.bell"));
        popover.add(panel);
        popover.addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                refresh();
            }
        });
        add(button, count, spoken, popover);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        List<Notification> shown = newest();
        shown.forEach(notification -> known.add(notification.id()));
        show(notifications.unread(), false);
        watching = pages.watch(ui, this::beat);
        Shortcuts.addShortcutListener(
                this, () -> popover.setOpened(!popover.isOpened()), Key.KEY_N, KeyModifier.ALT);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (watching != null) {
            watching.remove();
        }
    }

    private void beat(Beat beat) {
        List<Notification> shown = newest();
        List<Notification> fresh =
                shown.stream()
                        .filter(one -> one.readAt() == null && !known.contains(one.id()))
                        .toList();
        known.clear();
        shown.forEach(one -> known.add(one.id()));
        show(beat.unread(), !fresh.isEmpty());
        if (popover.isOpened()) {
            panel.update(shown);
        }
        popUp(fresh);
    }

    private void popUp(List<Notification> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        NotificationPreferences preferences = notifications.preferences();
        ZoneId zone = TenantRunner.current().zone();
        Instant now = Instant.now();
        List<Notification> loud =
                fresh.stream().filter(one -> preferences.popsUp(one, now, zone)).toList();
        if (loud.size() > MOST_TOASTS) {
            Toasts.told(
                    Screens.text("notification.several", loud.size()),
                    Screens.text("notification.look"),
                    popover::open);
            return;
        }
        for (Notification one : loud.reversed()) {
            Toasts.told(texts.text(one), Screens.text("notification.open"), () -> open(one));
        }
    }

    private void refresh() {
        panel.show(newest());
        show(notifications.unread(), false);
    }

    private List<Notification> newest() {
        return notifications.list(false, Long.MAX_VALUE, SHOWN);
    }

    private void show(int unread, boolean say) {
        count.setText(unread > 99 ? "99+" : Integer.toString(unread));
        count.setVisible(unread > 0);
        String label =
                unread == 0
                        ? Screens.text("notification.bell")
                        : Screens.text("notification.bell.unread", unread);
        button.setAriaLabel(label);
        if (say) {
            spoken.setText(label);
        }
    }

    private void open(Notification notification) {
        popover.close();
        notifications.read(notification.id());
        show(notifications.unread(), false);
        String[] parts = notification.route().split("\\?", 2);
        if (parts[0].isEmpty()) {
            return;
        }
        UI.getCurrent()
                .navigate(
                        parts[0],
                        parts.length == 2
                                ? QueryParameters.fromString(parts[1])
                                : QueryParameters.empty());
    }
}
