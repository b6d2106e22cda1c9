package io.trunkline.core.handover;

import static io.trunkline.testing.TestTenants.ACME;
import static io.trunkline.testing.TestTenants.BOTH;
import static io.trunkline.testing.TestTenants.GLOBEX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.approval.ApprovalAsk;
import io.trunkline.core.approval.ApprovalError;
import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.ApprovalRequest.State;
import io.trunkline.core.approval.ApprovalRules;
import io.trunkline.core.approval.ApprovalStep;
import io.trunkline.core.approval.ApprovalStep.OnTimeOut;
import io.trunkline.core.approval.ApprovalStep.Who;
import io.trunkline.core.approval.Approvals;
import io.trunkline.core.approval.Approvals.Box;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerFixtures;
import io.trunkline.core.notification.Notification;
import io.trunkline.core.notification.Notifications;
import io.trunkline.core.reminder.Reminder;
import io.trunkline.core.reminder.ReminderDraft;
import io.trunkline.core.reminder.Reminders;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.Jobs;
import io.trunkline.tenancy.member.MemberAdministration;
import io.trunkline.tenancy.member.MemberDraft;
import io.trunkline.tenancy.member.MemberError;
import io.trunkline.tenancy.member.MemberRecord;
import io.trunkline.tenancy.position.Position;
import io.trunkline.tenancy.position.Positions;
import io.trunkline.tenancy.work.WorkCount;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Reminders and approvals go along with a handover.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class HandedWorkTest {

    private static final AtomicInteger KEY = new AtomicInteger();

    @Inject Handovers handovers;
    @Inject Reminders reminders;
    @Inject Approvals approvals;
    @Inject ApprovalRules rules;
    @Inject Notifications notifications;
    @Inject MemberAdministration members;
    @Inject Positions positions;
    @Inject CustomerFixtures customers;
    @Inject TenantDatabase database;
    @Inject Sessions sessions;
    @Inject Jobs jobs;
    @Inject People people;

    @BeforeEach
    @AfterEach
    void nothingWaits() {
        Database.execute(
                """
                DELETE FROM trunkline.approval_rule;
                UPDATE trunkline.approval_request SET state = 'WITHDRAWN', told_at = now() WHERE state = 'OPEN';
                UPDATE trunkline.reminder SET state = 'DONE';
                UPDATE trunkline.customer SET owner_id = NULL WHERE name = 'Reminded of'
                """);
    }

    @Test
    void remindersFollowTheCustomersNewOwnerOrGoInTurn() {
        long from = member("agent1", GLOBEX);
        long one = member("agent2", GLOBEX);
        long two = member("agent3", GLOBEX);
        Customer customer = owned(from);
        long about = remind("agent1", GLOBEX, customer.id(), Duration.ofDays(1));
        long plain = remind("agent1", GLOBEX, null, Duration.ofDays(2));
        long done = remind("agent1", GLOBEX, null, Duration.ofDays(3));
        people.as("agent1", GLOBEX, () -> reminders.done(done));
        long fired = remind("agent1", GLOBEX, null, Duration.ZERO);
        jobs.run("reminders");
        long theirs = remind("agent1", ACME, null, Duration.ofDays(1));

        assertEquals(3, waiting("district", GLOBEX, from, "reminders"));
        handOver("district", GLOBEX, from, List.of(one, two));
        assertEquals(0, waiting("district", GLOBEX, from, "reminders"));
        assertEquals(
                Database.number(
                        "SELECT owner_id FROM trunkline.customer WHERE id = " + customer.id()),
                ownerOf(about));
        assertEquals(Set.of(one, two), Set.of(ownerOf(plain), ownerOf(fired)));
        assertEquals(from, ownerOf(done), "what is done stays with who did it");
        assertEquals(member("agent1", ACME), ownerOf(theirs));
        assertEquals(
                3,
                Database.number(
                        "SELECT count(*) FROM trunkline.audit_entry WHERE action = 'reminder.handover' AND object_id IN (%d, %d, %d)"
                                .formatted(about, plain, fired)));

        String receiver = ownerOf(fired) == one ? "agent2" : "agent3";
        assertEquals(
                Reminder.State.OPEN,
                people.as(receiver, GLOBEX, () -> reminders.find(fired)).state());
        jobs.run("reminders");
        assertEquals(
                Reminder.State.FIRED,
                people.as(receiver, GLOBEX, () -> reminders.find(fired)).state(),
                "whoever has it now is told");
    }

    @Test
    void approvalsAreDecidedByTheReceiverAlthoughHerRolesDoNotLetHer() {
        for (String tenant : BOTH) {
            set(tenant, new ApprovalStep(Who.ROLE, "lead", 1, null, null, OnTimeOut.REMIND));
        }
        long id = ask(ACME, "agent1");
        long theirs = ask(GLOBEX, "agent1");
        long from = member("lead", ACME);
        assertEquals(1, waiting("district", ACME, from, "approvals"));
        assertFalse(box("agent2", ACME).contains(id));
        refused(
                HandoverError.APPROVALS_TO_SELF,
                () ->
                        people.as(
                                "district",
                                ACME,
                                () ->
                                        handovers.start(
                                                work(from, List.of(member("district", ACME))))));

        // Who asked is among the receivers and gets nothing of her own to decide.
        handOver("district", ACME, from, List.of(member("agent1", ACME), member("agent2", ACME)));
        assertEquals(0, waiting("district", ACME, from, "approvals"));
        assertFalse(box("agent1", ACME).contains(id));
        assertTrue(box("agent2", ACME).contains(id));
        assertFalse(box("agent2", GLOBEX).contains(theirs));
        assertEquals(1, waiting("district", GLOBEX, member("lead", GLOBEX), "approvals"));
        assertTrue(
                people
                        .as("agent2", ACME, () -> notifications.list(false, Long.MAX_VALUE, 200))
                        .stream()
                        .anyMatch(told ->
                                told.kind().equals(Notification.APPROVAL)
                                        && told.route().equals("approvals/" + id)));
        jobs.run("approvals");
        assertEquals(
                State.APPROVED,
                people.as("agent2", ACME, () -> approvals.decide(id, 0, true, ""))
                        .request()
                        .state());
        assertEquals(
                1,
                Database.number(
                        "SELECT count(*) FROM trunkline.audit_entry WHERE action = 'approval.handover' AND object_id = "
                                + id));

        // Good for that request alone.
        long next = ask(ACME, "agent1");
        assertFalse(box("agent2", ACME).contains(next));
    }

    @Test
    void whoCouldNotGiveTheRolesDoesNotGiveTheirApprovals() {
        ask(ACME, "agent1");
        long from = member("supervisor", ACME);
        Session manager = without(people.session("admin", ACME), "role.manage");
        PluginException refusal =
                refused(
                        MemberError.ROLE_NOT_DELEGABLE,
                        () ->
                                TenantRunner.call(
                                        manager,
                                        () ->
                                                handovers.start(
                                                        work(
                                                                from,
                                                                List.of(
                                                                        member(
                                                                                "executive",
                                                                                ACME))))));
        assertEquals(List.of("supervisor"), refusal.arguments());
    }

    @Test
    void aPositionDecidesAStep() {
        ApprovalStep step =
                new ApprovalStep(Who.POSITION, "deciders", 1, null, null, OnTimeOut.REMIND);
        PluginException unknown = refused(ApprovalError.STEP_INVALID, () -> set(ACME, step));
        assertEquals(List.of(1, "value"), unknown.arguments());
        Position position =
                people.as("admin", ACME, () -> positions.create("deciders", "Deciders", List.of()));
        MemberRecord agent =
                people.as("admin", ACME, () -> members.find(member("lead2", ACME))).orElseThrow();
        MemberRecord holder =
                people.as(
                        "admin",
                        ACME,
                        () ->
                                members.update(
                                        agent.id(),
                                        agent.version(),
                                        placed(agent, position.id()),
                                        true));
        set(ACME, step);
        assertEquals("Deciders", people.as("agent1", ACME, rules::positions).get("deciders"));
        assertEquals(null, people.as("agent1", GLOBEX, rules::positions).get("deciders"));
        long id = ask(ACME, "agent1");
        assertTrue(box("lead2", ACME).contains(id));
        assertFalse(box("supervisor", ACME).contains(id));
        people.as(
                "admin",
                ACME,
                () -> members.update(holder.id(), holder.version(), placed(agent, null), true));
        people.as(
                "admin",
                ACME,
                () -> {
                    rules.save("loyalty", "adjustment", List.of(), 1);
                    positions.remove(position.id(), position.version());
                    return true;
                });
    }

    private static MemberDraft placed(MemberRecord member, @Nullable Long position) {
        MemberDraft draft = MemberDraft.of(member);
        return new MemberDraft(
                draft.name(),
                draft.orgUnitId(),
                position,
                draft.roleIds(),
                draft.skills(),
                draft.phones(),
                draft.hours());
    }

    private void handOver(String who, String tenant, long from, List<Long> to) {
        Handover started =
                people.as(
                        who,
                        tenant,
                        () -> handovers.start(new HandoverDraft(from, to, true, true, "leaves")));
        Database.await(
                "the handover",
                () ->
                        people.as(who, tenant, () -> handovers.find(started.id()).orElseThrow())
                                        .finishedAt()
                                != null);
    }

    private static HandoverDraft work(long from, List<Long> to) {
        return new HandoverDraft(from, to, false, true, "");
    }

    private long waiting(String who, String tenant, long member, String kind) {
        return people.as(who, tenant, () -> handovers.preview(member)).stream()
                .filter(work -> work.source().equals(WorkCount.PLATFORM))
                .filter(work -> work.kind().equals(kind))
                .mapToLong(WorkCount::count)
                .sum();
    }

    private Customer owned(long owner) {
        Customer customer =
                customers.create(
                        GLOBEX,
                        CustomerFixtures.number(),
                        "Reminded of",
                        "13900016000",
                        TestTenants.DISTRICT);
        Database.execute(
                "UPDATE trunkline.customer SET owner_id = %d WHERE id = %d"
                        .formatted(owner, customer.id()));
        return customer;
    }

    private long remind(String name, String tenant, @Nullable Long customer, Duration in) {
        return people.as(
                        name,
                        tenant,
                        () ->
                                reminders.create(
                                        new ReminderDraft(
                                                "Call back", customer, "", Instant.now().plus(in))))
                .id();
    }

    private static long ownerOf(long reminder) {
        return Database.number("SELECT member_id FROM trunkline.reminder WHERE id = " + reminder);
    }

    private void set(String tenant, ApprovalStep step) {
        people.as("admin", tenant, () -> rules.save("loyalty", "adjustment", List.of(step), 0));
    }

    private long ask(String tenant, String requester) {
        Session session = people.session(requester, tenant);
        String key = "handed " + KEY.incrementAndGet();
        TenantRunner.run(
                sessions.platform(session.tenant().id()),
                () ->
                        database.inTransaction(handle -> {
                            approvals.ask(
                                    handle,
                                    new ApprovalAsk(
                                            "loyalty",
                                            "adjustment",
                                            key,
                                            session.actor().requireMember(),
                                            "Handed",
                                            List.of(),
                                            null,
                                            ""));
                            return true;
                        }));
        return Database.number(
                "SELECT id FROM trunkline.approval_request WHERE request_key = '%s' AND tenant_id = %d"
                        .formatted(key, session.tenant().id()));
    }

    private List<Long> box(String name, String tenant) {
        return people
                .as(name, tenant, () -> approvals.list(Box.TO_DECIDE, Long.MAX_VALUE, 200))
                .stream()
                .map(ApprovalRequest::id)
                .toList();
    }

    private long member(String name, String tenant) {
        return people.session(name, tenant).actor().requireMember();
    }

    private static Session without(Session session, String permission) {
        Set<String> permissions = new HashSet<>(session.permissions());
        permissions.remove(permission);
        return new Session(
                session.tenant(),
                session.actor(),
                permissions,
                session.scope(),
                session.fields(),
                session.locale(),
                session.zone());
    }

    private static PluginException refused(ErrorCode code, Executable action) {
        PluginException refusal = assertThrows(PluginException.class, action);
        assertEquals(code, refusal.code());
        return refusal;
    }
}
