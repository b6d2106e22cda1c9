package io.trunkline.bench.plugin.reminder;

import io.trunkline.bench.plugin.BenchPlugin;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Route;
import java.util.stream.Stream;

/// Answers reminders as the platform does.
public class ReminderPlugin extends BenchPlugin {

    private final Reminders reminders;

    public ReminderPlugin(PluginContext context) {
        super(context);
        this.reminders = new Reminders(context);
    }

    @Override
    protected Stream<Route<?, ?>> measured() {
        return Stream.of(
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
