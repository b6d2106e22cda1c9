package io.trunkline.core.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerFixtures;
import io.trunkline.core.reminder.ReminderDraft;
import io.trunkline.core.reminder.Reminders;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.job.Jobs;
import io.trunkline.tenancy.member.MemberError;
import io.trunkline.tenancy.work.WorkCount;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class HandoversTest {

    @Inject Handovers handovers;
    @Inject CustomerFixtures customers;
    @Inject Reminders reminders;
    @Inject People people;
    @Inject Jobs jobs;

    @Test
    void customersGoToTheReceiversInTurnWithAuditAndEvents() {
        long from = member("agent1", "acme");
        long one = member("agent2", "acme");
        long two = member("agent3", "acme");
        ownNothing(from, one, two);
        own("acme", "HO-", from, 5);
        people.as(
                "district",
                "acme",
                () -> {
                    assertEquals(
                            List.of(5L),
                            handovers.preview(from).stream()
                                    .filter(WorkCount::isCustomers)
                                    .map(WorkCount::count)
                                    .toList());
                    return handovers.start(
                            new HandoverDraft(from, List.of(one, two), true, true, "leaves"));
                });
        await("acme", from);
        assertEquals(List.of("3", "2"), List.of(owned(one), owned(two)));
        assertEquals("0", owned(from));
        assertEquals(
                5,
                Database.number(
                        """
                        SELECT count(*) FROM trunkline.audit_entry
                         WHERE action = 'customer.handover' AND before ->> 'owner_id' = '%d'
                        """
                                .formatted(from)));
        assertEquals(
                List.of("[%d, %d] leaves".formatted(one, two)),
                Database.texts(
                        """
                        SELECT (payload -> 'toMemberIds')::text || ' ' || (payload ->> 'reason')
                          FROM trunkline.outbox
                         WHERE type = 'WorkHandedOver' AND payload ->> 'fromMemberId' = '%d'
                        """
                                .formatted(from)));
        Handover done = people.as("district", "acme", () -> handovers.latest(from).orElseThrow());
        assertEquals(5, done.done());
        assertTrue(
                people.as("district", "globex", () -> handovers.find(done.id())).isEmpty(),
                "another tenant has no such handover");
    }

    @Test
    void oneWhoseServerDiedGoesOnWhereItWas() {
        long from = member("agent4", "acme");
        long to = member("agent5", "acme");
        ownNothing(from, to);
        own("acme", "HR-", from, 4);
        Database.execute(
                "UPDATE trunkline.customer SET owner_id = %d WHERE external_number = 'HR-0'"
                        .formatted(to));
        long starter = member("district", "acme");
        Database.execute(
                """
                INSERT INTO trunkline.handover (tenant_id, id, from_member_id, to_member_ids, customers,
                       work, reason, state, total, done, created_by, created_by_id)
                SELECT tenant_id, 77, id, ARRAY[%d::bigint], true, true, '', 'RUNNING', 4, 1, 'Starter', %d
                  FROM trunkline.member WHERE id = %d
                """
                        .formatted(to, starter, from));
        long reminder =
                people.as(
                                "agent4",
                                "acme",
                                () ->
                                        reminders.create(
                                                new ReminderDraft(
                                                        "Call back",
                                                        null,
                                                        "",
                                                        Instant.now().plus(Duration.ofDays(1)))))
                        .id();
        jobs.run("handover");
        jobs.run("handover");
        assertEquals("4", owned(to));
        assertEquals(
                List.of("DONE 4"),
                Database.texts(
                        "SELECT state || ' ' || done FROM trunkline.handover WHERE id = 77"));
        assertEquals(
                List.of("customer.handover 3", "reminder.handover 1"),
                Database.texts(
                        """
                        SELECT action || ' ' || count(*) FROM trunkline.audit_entry
                         WHERE actor = 'Starter' AND member_id = %d
                           AND (action = 'customer.handover' OR object_id = %d)
                         GROUP BY action ORDER BY action
                        """
                                .formatted(starter, reminder)),
                "whoever's server goes on with it, she changed it");
    }

    @Test
    void whatTheStarterBeganStaysHersThoughSheIsGone() {
        long from = member("agent4", "globex");
        long to = member("agent5", "globex");
        long starter = member("district", "globex");
        ownNothing(from, to);
        own("globex", "HG-", from, 1);
        Database.execute(
                """
                INSERT INTO trunkline.handover (tenant_id, id, from_member_id, to_member_ids, customers,
                       work, reason, state, total, created_by, created_by_id)
                SELECT tenant_id, 78, id, ARRAY[%d::bigint], true, false, '', 'RUNNING', 1, 'Gone', %d
                  FROM trunkline.member WHERE id = %d;
                UPDATE trunkline.member SET state = 'disabled' WHERE id = %2$d
                """
                        .formatted(to, starter, from));
        try {
            jobs.run("handover");
        } finally {
            Database.execute("UPDATE trunkline.member SET state = 'active' WHERE id = " + starter);
        }
        assertEquals("1", owned(to));
        assertEquals(
                List.of("Gone " + starter),
                Database.texts(
                        """
                        SELECT actor || ' ' || member_id FROM trunkline.audit_entry
                         WHERE action = 'customer.handover' AND before ->> 'owner_id' = '%d'
                        """
                                .formatted(from)));
    }

    @Test
    void whatIsOutOfReachOrMakesNoSenseIsRefused() {
        long agent = member("agent1", "globex");
        long other = member("agent2", "globex");
        long southern = member("agent4", "globex");
        people.as(
                "district",
                "globex",
                () -> {
                    refused(StandardErrorCode.NOT_FOUND, () -> handovers.preview(southern));
                    refused(HandoverError.NOTHING_CHOSEN, draft(agent, List.of(other), false));
                    refused(HandoverError.NO_RECEIVER, draft(agent, List.of(), true));
                    refused(HandoverError.RECEIVER_INVALID, draft(agent, List.of(agent), true));
                    refused(HandoverError.RECEIVER_INVALID, draft(agent, List.of(southern), true));
                    return true;
                });
        people.as(
                "lead",
                "globex",
                () -> {
                    refused(StandardErrorCode.FORBIDDEN, () -> handovers.preview(agent));
                    return true;
                });
    }

    @Test
    void theWorkOfWhoHasMoreRightsIsNotHandedOverFromBelow() {
        long chief = member("supervisor", "globex");
        long agent = member("agent1", "globex");
        move(chief, member("district", "globex"));
        try {
            people.as(
                    "district",
                    "globex",
                    () -> {
                        refused(
                                MemberError.ROLE_NOT_DELEGABLE,
                                () ->
                                        handovers.start(
                                                new HandoverDraft(
                                                        chief, List.of(agent), true, false, "")));
                        return true;
                    });
            assertTrue(
                    people.as("admin", "globex", () -> handovers.latest(chief)).isEmpty(),
                    "nothing began");
        } finally {
            move(chief, member("admin", "globex"));
        }
        long self = member("district", "globex");
        people.as(
                "district",
                "globex",
                () ->
                        handovers.start(
                                new HandoverDraft(self, List.of(agent), true, false, "mine")));
        await("globex", self);
    }

    /// Into the unit of another.
    private static void move(long member, long beside) {
        Database.execute(
                """
                UPDATE trunkline.member m SET org_unit_id = b.org_unit_id FROM trunkline.member b
                 WHERE m.id = %d AND b.id = %d AND b.tenant_id = m.tenant_id
                """
                        .formatted(member, beside));
    }

    private Runnable draft(long from, List<Long> to, boolean customersToo) {
        return () -> handovers.start(new HandoverDraft(from, to, customersToo, false, ""));
    }

    private static void refused(ErrorCode code, Runnable attempt) {
        assertEquals(code, assertThrows(PluginException.class, attempt::run).code());
    }

    /// Other tests share the database.
    private static void ownNothing(long... members) {
        for (long member : members) {
            Database.execute(
                    "UPDATE trunkline.customer SET owner_id = NULL WHERE owner_id = " + member);
        }
    }

    private void own(String tenant, String prefix, long owner, int count) {
        for (int i = 0; i < count; i++) {
            Customer customer =
                    customers.create(
                            tenant,
                            prefix + i,
                            "Handed " + i,
                            (prefix.startsWith("HO") ? "1390001100" : "1390001200") + i,
                            TestTenants.DISTRICT);
            Database.execute(
                    "UPDATE trunkline.customer SET owner_id = %d WHERE id = %d"
                            .formatted(owner, customer.id()));
        }
    }

    private void await(String tenant, long from) {
        Database.await(
                "the handover",
                () ->
                        people.as("district", tenant, () -> handovers.latest(from).orElseThrow())
                                        .finishedAt()
                                != null);
    }

    private static String owned(long member) {
        return Database.texts("SELECT count(*) FROM trunkline.customer WHERE owner_id = " + member)
                .getFirst();
    }

    private long member(String name, String tenant) {
        return people.session(name, tenant).actor().memberId();
    }
}
