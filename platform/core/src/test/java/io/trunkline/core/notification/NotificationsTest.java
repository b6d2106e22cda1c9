package io.trunkline.core.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.event.Outbox;
import io.trunkline.core.notification.NotificationPreferences.Channel;
import io.trunkline.core.notification.NotificationPulse.Beat;
import io.trunkline.core.notification.NotificationPulse.Recipient;
import io.trunkline.spi.NotificationRequested;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.Jobs;
import io.trunkline.testing.DatabaseTestResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class NotificationsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant NOON = Instant.parse("2026-05-06T04:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-05-06T14:00:00Z");
    private static final Instant EARLY = Instant.parse("2026-05-05T23:59:00Z");

    @Inject Notifications notifications;
    @Inject NotificationPulse pulse;
    @Inject TenantDatabase database;
    @Inject Sessions sessions;
    @Inject Outbox outbox;
    @Inject Jobs jobs;
    @Inject People people;

    @BeforeEach
    void nothingWasTold() {
        Database.execute("DELETE FROM trunkline.notification");
        Database.execute("DELETE FROM trunkline.notification_setting");
    }

    @Test
    void tellsTheMemberMeantAndNobodyElse() {
        send("acme", "executive", "only-once");
        assertEquals(List.of("only-once"), keys("acme", "executive"));
        assertFalse(keys("acme", "lead2").contains("only-once"));
        assertFalse(keys("globex", "executive").contains("only-once"));
        long id = people.as("executive", "acme", () -> list().getFirst().id());
        for (String[] other : new String[][] {{"lead2", "acme"}, {"executive", "globex"}}) {
            PluginException refused =
                    assertThrows(
                            PluginException.class,
                            () -> people.as(other[0], other[1], () -> readOne(id)));
            assertEquals(StandardErrorCode.NOT_FOUND, refused.code());
        }
    }

    @Test
    void tellsNobodyTwiceForOneKey() {
        send("acme", "agent4", "twice");
        send("acme", "agent4", "twice");
        assertEquals(List.of("twice"), keys("acme", "agent4"));
    }

    @Test
    void doesNotTellAMemberOfAnotherTenant() {
        long stranger = member("globex", "agent5");
        platform("acme", () -> send(stranger, "crossing"));
        assertEquals(List.of(), keys("globex", "agent5"));
    }

    @Test
    void whatAPluginAsksForArrivesOnceHoweverOftenItIsDelivered() {
        long member = member("acme", "agent5");
        NotificationRequested asked =
                new NotificationRequested(
                        member, "ready", "text.ready", List.of("7"), "p/x/y", true, "report 7");
        for (int time = 0; time < 2; time++) {
            platform(
                    "acme",
                    () ->
                            database.inTransaction(handle -> {
                                outbox.publish(handle, asked);
                                return true;
                            }));
        }
        Database.await(
                "both deliveries",
                () ->
                        Database.number(
                                        "SELECT count(*) FROM trunkline.outbox WHERE done_at IS"
                                                + " NULL AND type = 'NotificationRequested'")
                                == 0);
        Notification told = people.as("agent5", "acme", () -> list().getFirst());
        assertEquals("platform.ready", told.kind());
        assertEquals(List.of("7"), told.arguments());
        assertEquals("p/x/y", told.route());
        assertTrue(told.urgent());
        assertEquals(1, people.as("agent5", "acme", () -> list().size()));
    }

    @Test
    void anAddressOutsideOfTheApplicationIsRefused() {
        for (String route : List.of("//evil.example", "https://evil.example", "javascript:x")) {
            assertThrows(
                    PluginException.class,
                    () ->
                            new NotificationDraft(
                                    1, "reminder", "text", List.of(), route, false, "key"));
        }
    }

    @Test
    void readingIsCountedAndCanBeRepeated() {
        send("acme", "agent6", "one");
        send("acme", "agent6", "two");
        send("acme", "agent6", "three");
        assertEquals(3, people.as("agent6", "acme", notifications::unread));
        List<Notification> all = people.as("agent6", "acme", this::list);
        people.as("agent6", "acme", () -> readOne(all.get(2).id()));
        people.as("agent6", "acme", () -> readOne(all.get(2).id()));
        assertEquals(2, people.as("agent6", "acme", notifications::unread));
        people.as(
                "agent6",
                "acme",
                () -> {
                    notifications.readAll(all.get(1).id());
                    return true;
                });
        assertEquals(List.of("three"), unreadKeys("acme", "agent6"));
    }

    @Test
    void atNightNothingPopsUpUnlessItIsUrgentAndSheAllowsIt() {
        Notification usual = notification(false);
        Notification urgent = notification(true);
        NotificationPreferences quiet = NotificationPreferences.USUAL;
        assertTrue(quiet.popsUp(usual, NOON, ZONE));
        assertFalse(quiet.popsUp(usual, NIGHT, ZONE));
        assertFalse(quiet.popsUp(usual, EARLY, ZONE));
        assertFalse(quiet.popsUp(urgent, NIGHT, ZONE));
        NotificationPreferences allowing =
                new NotificationPreferences(
                        true, LocalTime.of(21, 0), LocalTime.of(8, 0), true, Map.of(), 0);
        assertTrue(allowing.popsUp(urgent, NIGHT, ZONE));
        assertFalse(allowing.popsUp(usual, NIGHT, ZONE));
        NotificationPreferences byDay =
                new NotificationPreferences(
                        true, LocalTime.of(11, 0), LocalTime.of(13, 0), false, Map.of(), 0);
        assertFalse(byDay.popsUp(usual, NOON, ZONE));
        assertTrue(byDay.popsUp(usual, NIGHT, ZONE));
    }

    @Test
    void whatIsSwitchedOffIsNotSentAndWhatIsKeptToTheBellDoesNotPopUp() {
        NotificationPreferences wanted =
                people.as(
                        "supervisor",
                        "globex",
                        () ->
                                notifications.save(
                                        preferences(
                                                Map.of(
                                                        "approval",
                                                        Channel.OFF,
                                                        "reminder",
                                                        Channel.BELL),
                                                0)));
        assertEquals(1, wanted.version());
        long member = member("globex", "supervisor");
        platform("globex", () -> send(member, "approval", "switched-off"));
        platform("globex", () -> send(member, "reminder", "kept"));
        assertEquals(List.of("kept"), keys("globex", "supervisor"));
        assertFalse(wanted.popsUp(notification(false), NOON, ZONE));
        assertEquals(
                NotificationPreferences.USUAL,
                people.as("supervisor", "acme", notifications::preferences));
    }

    @Test
    void settingsChangedMeanwhileAreNotOverwritten() {
        people.as("lead2", "globex", () -> notifications.save(preferences(Map.of(), 0)));
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () ->
                                people.as(
                                        "lead2",
                                        "globex",
                                        () -> notifications.save(preferences(Map.of(), 0))));
        assertEquals(StandardErrorCode.STALE, refused.code());
    }

    @Test
    void remindersCannotBeSwitchedOff() {
        assertThrows(
                PluginException.class,
                () ->
                        people.as(
                                "lead2",
                                "acme",
                                () ->
                                        notifications.save(
                                                preferences(Map.of("reminder", Channel.OFF), 0))));
    }

    @Test
    void onePulseTellsOfManyMembersOfSeveralTenants() {
        send("acme", "agent2", "pulse");
        Recipient here = recipient("acme", "agent2");
        Recipient there = recipient("globex", "agent2");
        Map<Recipient, Beat> beats = pulse.of(List.of(here, there));
        assertEquals(new Beat(0, 0), beats.get(there));
        Beat beat = beats.get(here);
        assertEquals(people.as("agent2", "acme", () -> list().getFirst().id()), beat.newest());
        assertEquals(1, beat.unread());
        assertEquals(
                Map.of(new Recipient(there.tenantId(), here.memberId()), new Beat(0, 0)),
                pulse.of(List.of(new Recipient(there.tenantId(), here.memberId()))));
    }

    @Test
    void theOldestReadOnesAreSwept() {
        long member = member("acme", "agent3");
        platform(
                "acme",
                () ->
                        database.inTransaction(handle -> {
                            notifications.send(
                                    handle,
                                    Notification.PLATFORM,
                                    IntStream.range(0, 205)
                                            .mapToObj(n -> draft(member, "reminder", "old " + n))
                                            .toList());
                            return true;
                        }));
        jobs.run("notification-sweep");
        assertEquals(205, count(member));
        people.as(
                "agent3",
                "acme",
                () -> {
                    notifications.readAll(Long.MAX_VALUE);
                    return true;
                });
        jobs.run("notification-sweep");
        assertEquals(200, count(member));
        assertTrue(keys("acme", "agent3").contains("old 204"));
    }

    private List<Notification> list() {
        return notifications.list(false, Long.MAX_VALUE, 200);
    }

    private boolean readOne(long id) {
        notifications.read(id);
        return true;
    }

    private List<String> keys(String tenant, String name) {
        return people.as(name, tenant, this::list).stream().map(NotificationsTest::key).toList();
    }

    private List<String> unreadKeys(String tenant, String name) {
        return people.as(name, tenant, () -> notifications.list(true, Long.MAX_VALUE, 200)).stream()
                .map(NotificationsTest::key)
                .toList();
    }

    private static String key(Notification notification) {
        return notification.arguments().getFirst();
    }

    private void send(String tenant, String name, String key) {
        long member = member(tenant, name);
        platform(tenant, () -> send(member, key));
    }

    private boolean send(long member, String key) {
        return send(member, "reminder", key);
    }

    private boolean send(long member, String kind, String key) {
        return database.inTransaction(handle -> {
            notifications.send(handle, Notification.PLATFORM, List.of(draft(member, kind, key)));
            return true;
        });
    }

    private static NotificationDraft draft(long member, String kind, String key) {
        return new NotificationDraft(
                member, kind, "notification.text.reminder", List.of(key), "", false, key);
    }

    private static Notification notification(boolean urgent) {
        return new Notification(
                1, "reminder", "platform", "text", List.of(), "", urgent, NOON, null);
    }

    private static NotificationPreferences preferences(Map<String, Channel> channels, int version) {
        return new NotificationPreferences(
                true, LocalTime.of(21, 0), LocalTime.of(8, 0), false, channels, version);
    }

    private long member(String tenant, String name) {
        return people.session(name, tenant).actor().requireMember();
    }

    private Recipient recipient(String tenant, String name) {
        Session session = people.session(name, tenant);
        return new Recipient(session.tenant().id(), session.actor().requireMember());
    }

    private void platform(String tenant, Runnable action) {
        TenantRunner.run(
                sessions.platform(people.session("supervisor", tenant).tenant().id()), action);
    }

    private static long count(long member) {
        return Database.number(
                "SELECT count(*) FROM trunkline.notification WHERE member_id = " + member);
    }
}
