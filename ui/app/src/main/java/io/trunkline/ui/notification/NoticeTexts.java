package io.trunkline.ui.notification;

import io.trunkline.core.notification.Notification;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/// What notifications and their kinds are called on the current page.
@ApplicationScoped
public class NoticeTexts {

    private final PluginGateway plugins;

    @Inject
    NoticeTexts(PluginGateway plugins) {
        this.plugins = plugins;
    }

    String text(Notification notification) {
        Object[] arguments = notification.arguments().toArray();
        return notification.source().equals(Notification.PLATFORM)
                ? Screens.text(notification.textKey(), arguments)
                : plugins.text(
                        notification.source(), Screens.locale(), notification.textKey(), arguments);
    }

    /// Every kind the current tenant can be told of, with its name: the platform's, then those of
    /// its plugins.
    Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        Notification.OWN_KINDS.forEach(
                kind -> kinds.put(kind, Screens.text("notification.kind." + kind)));
        plugins.notificationKinds()
                .forEach(entry ->
                        kinds.put(
                                entry.kind(),
                                plugins.text(entry.pluginId(), Screens.locale(), "plugin.name")
                                        + " · "
                                        + plugins.text(
                                                entry.pluginId(),
                                                Screens.locale(),
                                                "notification." + entry.key())));
        return kinds;
    }

    static String icon(Notification notification) {
        return switch (notification.kind()) {
            case Notification.REMINDER -> Icons.CALENDAR_CLOCK;
            case Notification.APPROVAL -> Icons.INBOX;
            case Notification.APPROVAL_DECIDED -> Icons.CIRCLE_CHECK;
            default -> Icons.BELL;
        };
    }
}
