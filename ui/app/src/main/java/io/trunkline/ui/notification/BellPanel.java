package io.trunkline.ui.notification;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.component.virtuallist.VirtualList;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.trunkline.core.notification.Notification;
import io.trunkline.core.notification.Notifications;
import io.trunkline.ui.reminder.ReminderForms;
import io.trunkline.ui.reminder.ReminderList;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.spi.Icons;
import java.util.List;
import java.util.function.Consumer;

/// What opens below the bell: notifications and reminders.
final class BellPanel extends Div {

    private final transient Notifications notifications;
    private final transient Runnable refresh;
    private final Tab told = new Tab(Screens.text("notification.title"));
    private final Tab asked = new Tab(Screens.text("reminder.title"));
    private final Tabs tabs = new Tabs(told, asked);
    private final Button readAll =
            new Button(Screens.text("notification.read-all"), click -> readAll());
    private final Div body = new Div();
    private final ReminderList reminders;
    private final VirtualList<Notification> list = new VirtualList<>();
    private transient Runnable leave = () -> {};
    private transient List<Notification> shown = List.of();

    BellPanel(
            Notifications notifications,
            NoticeTexts texts,
            ReminderForms forms,
            Consumer<Notification> open,
            Runnable refresh) {
        this.notifications = notifications;
        this.refresh = refresh;
        this.reminders = new ReminderList(forms, () -> leave.run());
        addClassName("tl-bell-panel");
        list.setRenderer(
                new ComponentRenderer<Component, Notification>(
                        one -> new NoticeItem(one, texts.text(one), () -> open.accept(one))));
        tabs.addThemeName("underline");
        tabs.addSelectedChangeListener(event -> fill());
        readAll.addThemeName("tertiary");
        readAll.setId("bell-read-all");
        Button settings = new Button(Icons.of(Icons.SETTINGS));
        settings.addThemeNames("tertiary", "icon");
        settings.setId("bell-settings");
        settings.setAriaLabel(Screens.text("notification.settings"));
        settings.setTooltipText(Screens.text("notification.settings"));
        settings.addClickListener(click -> {
            leave.run();
            new SettingsDialog(notifications, texts).open();
        });
        Div head = new Div(tabs, readAll, settings);
        head.addClassName("tl-bell-head");
        body.addClassName("tl-bell-body");
        add(head, body);
    }

    /// @param action closes what this panel is in
    void onLeave(Runnable action) {
        leave = action;
    }

    void show(List<Notification> newest) {
        shown = newest;
        fill();
    }

    /// What came while it is open. The reminders stay as they are: nobody clicks on a button that
    /// has just been made anew.
    void update(List<Notification> newest) {
        shown = newest;
        if (tabs.getSelectedTab() == told) {
            fill();
        }
    }

    private void fill() {
        body.removeAll();
        boolean first = tabs.getSelectedTab() == told;
        readAll.setVisible(first && shown.stream().anyMatch(one -> one.readAt() == null));
        if (!first) {
            reminders.load();
            body.add(reminders);
        } else if (shown.isEmpty()) {
            body.add(
                    States.empty(
                            Icons.BELL,
                            Screens.text("notification.empty"),
                            Screens.text("notification.empty.why")));
        } else {
            list.setItems(shown);
            body.add(list);
        }
    }

    private void readAll() {
        if (!shown.isEmpty()) {
            notifications.readAll(shown.getFirst().id());
            refresh.run();
        }
    }
}
