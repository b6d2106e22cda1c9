package io.trunkline.bench.plugin.reminder;

import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Route;
import io.trunkline.spi.TrunklinePlugin;
import java.util.List;
import java.util.Set;

/// Answers reminders as the platform does.
public class ReminderPlugin implements TrunklinePlugin {

    /// Which release answers.
    record Version(String version) {}

    static final Permission USE = new Permission("bench.use");

    private final String version;
    private final Reminders reminders;

    public ReminderPlugin(PluginContext context) {
        this.version = context.version();
        this.reminders = new Reminders(context);
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(USE);
    }

    @Override
    public List<Route<?, ?>> routes() {
        return List.of(
                Route.get(
                        "/version", USE, Version.class, (session, request) -> new Version(version)),
                Route.get(
                        "/reminders",
                        USE,
                        Reminders.Page.class,
                        (session, request) -> reminders.list(session)),
                Route.get(
                        "/reminders/{id}",
                        USE,
                        Reminders.Reminder.class,
                        (session, request) -> reminders.find(session, request.pathId("id"))));
    }
}
