package io.trunkline.ui.notification;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.timepicker.TimePicker;
import io.trunkline.core.notification.Notification;
import io.trunkline.core.notification.NotificationPreferences;
import io.trunkline.core.notification.NotificationPreferences.Channel;
import io.trunkline.core.notification.Notifications;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// How the person in front of the screen wants to be told.
final class SettingsDialog extends Dialog {

    private final transient Notifications notifications;
    private final transient NotificationPreferences base;
    private final Checkbox quiet = new Checkbox(Screens.text("notification.quiet"));
    private final TimePicker from = new TimePicker(Screens.text("notification.quiet.from"));
    private final TimePicker until = new TimePicker(Screens.text("notification.quiet.until"));
    private final Checkbox urgent = new Checkbox(Screens.text("notification.urgent"));
    private final Map<String, Select<Channel>> channels = new LinkedHashMap<>();

    SettingsDialog(Notifications notifications, NoticeTexts texts) {
        this.notifications = notifications;
        this.base = notifications.preferences();
        setHeaderTitle(Screens.text("notification.settings"));
        addClassName("tl-dialog");
        setWidth("520px");
        Div body = new Div(night(), kinds(texts));
        body.addClassName("tl-dialog-body");
        add(body);
        Button cancel = new Button(Screens.text("shell.cancel"), click -> close());
        Button save = new Button(Screens.text("notification.settings.save"), click -> save());
        save.addThemeName("primary");
        save.setId("notification-settings-save");
        getFooter().add(cancel, save);
    }

    private Div night() {
        for (TimePicker picker : new TimePicker[] {from, until}) {
            picker.setStep(Duration.ofMinutes(30));
            picker.setLocale(Locale.UK);
            picker.setClearButtonVisible(false);
        }
        quiet.setValue(base.quiet());
        from.setValue(base.quietFrom());
        until.setValue(base.quietUntil());
        urgent.setValue(base.urgentAtNight());
        quiet.addValueChangeListener(event -> enableNight());
        enableNight();
        Div times = new Div(from, until);
        times.addClassName("tl-form");
        Span why = new Span(Screens.text("notification.quiet.why"));
        why.addClassName("tl-muted");
        Div night = new Div(quiet, why, times, urgent);
        night.addClassName("tl-notice-night");
        return night;
    }

    private void enableNight() {
        from.setEnabled(quiet.getValue());
        until.setEnabled(quiet.getValue());
        urgent.setEnabled(quiet.getValue());
    }

    private Div kinds(NoticeTexts texts) {
        Div kinds = new Div(new H3(Screens.text("notification.kinds")));
        kinds.addClassName("tl-notice-kinds");
        texts.kinds()
                .forEach((kind, name) -> {
                    Select<Channel> channel = new Select<>();
                    channel.setItems(
                            kind.equals(Notification.REMINDER)
                                    ? new Channel[] {Channel.TOAST, Channel.BELL}
                                    : new Channel[] {Channel.TOAST, Channel.BELL, Channel.OFF});
                    channel.setItemLabelGenerator(
                            one -> Screens.text("notification.channel." + one));
                    channel.setValue(base.channel(kind));
                    channel.setAriaLabel(name);
                    channels.put(kind, channel);
                    Div row = new Div(new Span(name), channel);
                    row.addClassName("tl-notice-kind");
                    kinds.add(row);
                });
        return kinds;
    }

    private void save() {
        Map<String, Channel> chosen = new LinkedHashMap<>(base.channels());
        channels.forEach((kind, channel) -> chosen.put(kind, channel.getValue()));
        LocalTime begin = from.getValue();
        LocalTime end = until.getValue();
        try {
            notifications.save(
                    new NotificationPreferences(
                            quiet.getValue(),
                            begin == null ? base.quietFrom() : begin,
                            end == null ? base.quietUntil() : end,
                            urgent.getValue(),
                            chosen,
                            base.version()));
            close();
            Toasts.done(Screens.text("notification.settings.saved"));
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
    }
}
