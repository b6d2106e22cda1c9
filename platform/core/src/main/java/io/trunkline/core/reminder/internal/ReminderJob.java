package io.trunkline.core.reminder.internal;

import io.agroal.api.AgroalDataSource;
import io.trunkline.core.notification.Notification;
import io.trunkline.core.notification.NotificationDraft;
import io.trunkline.core.notification.Notifications;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.TenantJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Turns reminders that are due into notifications: the mark that it was fired and the notification
/// commit together, so each is fired once, whoever runs this how often.
@ApplicationScoped
public class ReminderJob implements TenantJob {

    private static final int AT_ONCE = 500;

    private final AgroalDataSource source;
    private final TenantDatabase database;
    private final ReminderTable table;
    private final Notifications notifications;

    ReminderJob(
            AgroalDataSource source,
            TenantDatabase database,
            ReminderTable table,
            Notifications notifications) {
        this.source = source;
        this.database = database;
        this.table = table;
        this.notifications = notifications;
    }

    @Override
    public String name() {
        return "reminders";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public List<Integer> tenants(Sessions sessions) {
        List<Integer> tenants = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT * FROM trunkline.tenants_with_reminders()")) {
            while (rows.next()) {
                tenants.add(rows.getInt(1));
            }
            return tenants;
        } catch (SQLException e) {
            throw new PluginException(e, StandardErrorCode.UNAVAILABLE);
        }
    }

    @Override
    public void run() {
        int fired = AT_ONCE;
        while (fired == AT_ONCE && !Thread.currentThread().isInterrupted()) {
            fired = fire(TenantRunner.current().tenant().id());
        }
    }

    private int fire(int tenant) {
        return database.inTransaction(handle -> {
            List<ReminderTable.Due> due = table.fire(handle, tenant, AT_ONCE);
            notifications.send(
                    handle,
                    Notification.PLATFORM,
                    due.stream().map(ReminderJob::notification).toList());
            return due.size();
        });
    }

    private static NotificationDraft notification(ReminderTable.Due due) {
        Long customer = due.reminder().customerId();
        return new NotificationDraft(
                due.memberId(),
                Notification.REMINDER,
                "notification.text.reminder",
                List.of(due.reminder().note()),
                customer == null ? due.reminder().route() : "customers/" + customer,
                false,
                "reminder:" + due.reminder().id() + ":" + due.reminder().version());
    }
}
