package io.trunkline.core.reminder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerFixtures;
import io.trunkline.core.notification.Notification;
import io.trunkline.core.notification.Notifications;
import io.trunkline.core.reminder.internal.ReminderJob;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.Jobs;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class RemindersTest {

    @Inject Reminders reminders;
    @Inject ReminderJob job;
    @Inject Notifications notifications;
    @Inject CustomerFixtures fixtures;
    @Inject Sessions sessions;
    @Inject Jobs jobs;
    @Inject People people;

    @BeforeEach
    void nothingWasAskedFor() {
        Database.execute("DELETE FROM trunkline.notification");
        Database.execute("DELETE FROM trunkline.reminder");
    }

    @Test
    void belongToWhoeverAskedForThem() {
        Reminder mine = ask("agent1", "acme", "call back", later());
        assertEquals(List.of(mine), list("agent1", "acme"));
        assertEquals(List.of(), list("agent2", "acme"));
        for (String[] other : new String[][] {{"agent2", "acme"}, {"agent1", "globex"}}) {
            assertRefused(
                    StandardErrorCode.NOT_FOUND,
                    other[0],
                    other[1],
                    () -> reminders.find(mine.id()));
            assertRefused(
                    StandardErrorCode.NOT_FOUND,
                    other[0],
                    other[1],
                    () -> reminders.done(mine.id()));
        }
    }

    @Test
    void comeDueOnceEvenWithSeveralNodesAtIt() throws Exception {
        List<Reminder> due = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            due.add(ask("agent3", "acme", "due " + n, Instant.now()));
        }
        int tenant = people.session("agent3", "acme").tenant().id();
        try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
            List<Future<?>> runs = new ArrayList<>();
            for (int node = 0; node < 4; node++) {
                runs.add(nodes.submit(() -> TenantRunner.run(sessions.platform(tenant), job::run)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        }
        assertEquals(40, told("agent3", "acme").size());
        jobs.run("reminders");
        assertEquals(40, told("agent3", "acme").size());
        assertEquals(
                Reminder.State.FIRED,
                people.as("agent3", "acme", () -> reminders.find(due.getFirst().id())).state());
    }

    @Test
    void doNotComeBeforeTheirTime() {
        ask("agent4", "acme", "not yet", later());
        jobs.run("reminders");
        assertEquals(List.of(), told("agent4", "acme"));
    }

    @Test
    void leadToTheCustomerTheyAreAbout() {
        Customer customer =
                fixtures.create(
                        "acme",
                        CustomerFixtures.number(),
                        "提醒",
                        "13800007001",
                        TestTenants.OTHER_DISTRICT);
        people.as(
                "agent5",
                "acme",
                () -> reminders.create(new ReminderDraft("回访", customer.id(), "", Instant.now())));
        jobs.run("reminders");
        Notification told = told("agent5", "acme").getFirst();
        assertEquals("customers/" + customer.id(), told.route());
        assertEquals(List.of("回访"), told.arguments());
        assertRefused(
                StandardErrorCode.NOT_FOUND,
                "agent1",
                "acme",
                () -> reminders.create(new ReminderDraft("x", customer.id(), "", later())));
    }

    @Test
    void canBePutOffAndThenComeAgain() {
        Reminder asked = ask("agent6", "acme", "again", Instant.now());
        jobs.run("reminders");
        Instant until = later();
        Reminder put = people.as("agent6", "acme", () -> reminders.snooze(asked.id(), until));
        assertEquals(Reminder.State.OPEN, put.state());
        jobs.run("reminders");
        assertEquals(1, told("agent6", "acme").size());
        Database.execute(
                "UPDATE trunkline.reminder SET due_at = now() - interval '1 s' WHERE id = "
                        + asked.id());
        jobs.run("reminders");
        assertEquals(2, told("agent6", "acme").size());
        Reminder done = people.as("agent6", "acme", () -> reminders.done(asked.id()));
        assertEquals(Reminder.State.DONE, done.state());
        assertEquals(List.of(), list("agent6", "acme"));
    }

    @Test
    void aChangeFromAnOldVersionIsRefused() {
        Reminder asked = ask("lead", "acme", "first", later());
        ReminderDraft draft = new ReminderDraft("second", null, "", later());
        Reminder changed =
                people.as(
                        "lead", "acme", () -> reminders.update(asked.id(), asked.version(), draft));
        assertEquals("second", changed.note());
        assertRefused(
                StandardErrorCode.STALE,
                "lead",
                "acme",
                () -> reminders.update(asked.id(), asked.version(), draft));
    }

    @Test
    void aTimeThatIsPastOrYearsAwayIsRefused() {
        assertRefused(
                ReminderError.PAST,
                "lead",
                "acme",
                () ->
                        reminders.create(
                                new ReminderDraft(
                                        "x", null, "", Instant.now().minusSeconds(3_600))));
        assertRefused(
                ReminderError.TOO_FAR,
                "lead",
                "acme",
                () ->
                        reminders.create(
                                new ReminderDraft(
                                        "x", null, "", Instant.now().plus(800, ChronoUnit.DAYS))));
    }

    @Test
    void oneMemberCannotHaveThousands() {
        for (int n = 0; n < 200; n++) {
            ask("lead2", "acme", "many " + n, later());
        }
        assertRefused(
                ReminderError.TOO_MANY,
                "lead2",
                "acme",
                () -> reminders.create(new ReminderDraft("x", null, "", later())));
    }

    private static Instant later() {
        return Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
    }

    private Reminder ask(String name, String tenant, String note, Instant due) {
        return people.as(
                name, tenant, () -> reminders.create(new ReminderDraft(note, null, "", due)));
    }

    private List<Reminder> list(String name, String tenant) {
        return people.as(name, tenant, () -> reminders.list(false, 200));
    }

    private List<Notification> told(String name, String tenant) {
        return people
                .as(name, tenant, () -> notifications.list(false, Long.MAX_VALUE, 200))
                .stream()
                .filter(notification -> notification.kind().equals(Notification.REMINDER))
                .toList();
    }

    private void assertRefused(
            ErrorCode code,
            String name,
            String tenant,
            TenantRunner.Action<Reminder, RuntimeException> action) {
        PluginException refused =
                assertThrows(PluginException.class, () -> people.as(name, tenant, action));
        assertEquals(code, refused.code());
    }
}
