package io.trunkline.core.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.approval.ApprovalStep.OnTimeOut;
import io.trunkline.core.approval.ApprovalStep.Who;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerFixtures;
import io.trunkline.core.customer.Customers;
import io.trunkline.core.customer.InvalidCustomerException;
import io.trunkline.core.handover.HandoverDraft;
import io.trunkline.core.handover.HandoverError;
import io.trunkline.core.handover.Handovers;
import io.trunkline.core.notification.Notification;
import io.trunkline.core.notification.NotificationDraft;
import io.trunkline.core.notification.Notifications;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.Jobs;
import io.trunkline.testing.DatabaseTestResource;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Someone who was asked to belong to the tenant and did not agree gets no work of it, whatever
/// roles and position wait for her.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class PendingMembersTest {

    private static final String ACME = "acme";

    @Inject Approvals approvals;
    @Inject ApprovalRules rules;
    @Inject StandIns standIns;
    @Inject Handovers handovers;
    @Inject Customers customers;
    @Inject CustomerFixtures fixtures;
    @Inject Notifications notifications;
    @Inject TenantDatabase database;
    @Inject Sessions sessions;
    @Inject KnownKinds kinds;
    @Inject Jobs jobs;
    @Inject People people;

    private long pending;

    /// Who could decide whatever a supervisor decides, and is a lead's and a checker's equal.
    @BeforeEach
    void oneIsAsked() {
        kinds.present(true);
        Database.execute("DELETE FROM trunkline.approval_rule");
        pending = member("agent6");
        Database.execute(
                """
                INSERT INTO trunkline.member_role
                SELECT tenant_id, %1$d, id FROM trunkline.role
                 WHERE key IN ('supervisor', 'lead')
                   AND tenant_id = (SELECT id FROM trunkline.tenant WHERE key = 'acme');
                INSERT INTO trunkline.position (tenant_id, id, key, name)
                SELECT id, 4711, 'checker', 'Checker' FROM trunkline.tenant WHERE key = 'acme';
                UPDATE trunkline.member SET position_id = 4711 WHERE id IN (%1$d, %2$d);
                """
                        .formatted(pending, member("executive")));
    }

    @AfterEach
    void asItWas() {
        Database.execute("DELETE FROM trunkline.approval_rule");
        Database.execute(
                """
                UPDATE trunkline.member SET position_id = NULL, consent = NULL
                 WHERE position_id = 4711 OR id = %1$d;
                DELETE FROM trunkline.position WHERE id = 4711;
                DELETE FROM trunkline.member_role mr USING trunkline.role r
                 WHERE r.tenant_id = mr.tenant_id AND r.id = mr.role_id
                   AND mr.member_id = %1$d AND r.key IN ('supervisor', 'lead');
                """
                        .formatted(pending));
    }

    @ParameterizedTest
    @ValueSource(strings = {"asked", "declined"})
    void sheDecidesNothing(String consent) {
        List<Long> both = approvers(Who.ROLE, "supervisor");
        assertEquals(2, both.size());
        say(consent);
        List<Long> supervisor = List.of(member("supervisor"));
        assertEquals(supervisor, approvers(Who.ROLE, "supervisor"));
        assertEquals(supervisor, approvers(Who.PERMISSION, "customer.allocate"));
        assertEquals(List.of(member("executive")), approvers(Who.POSITION, "checker"));
        List<Long> leads = approvers(Who.LEAD, "customer.create");
        assertFalse(leads.isEmpty() || leads.contains(pending), leads.toString());
    }

    @Test
    void aRightThatIsWithHerIsNobodysUntilSheAgrees() {
        long id = ask();
        say("asked");
        Database.execute(
                """
                INSERT INTO trunkline.approval_handed
                       (tenant_id, request_id, step, from_member_id, member_id, handover_id)
                SELECT tenant_id, id, step, %d, %d, 1 FROM trunkline.approval_request WHERE id = %d
                """
                        .formatted(member("supervisor"), pending, id));
        Database.execute(
                "UPDATE trunkline.approval_request SET checked_at = now() - interval '1 h' WHERE id = "
                        + id);
        jobs.run("approvals");
        assertEquals(List.of(), approversOf(id));
    }

    @Test
    void sheStandsInForNobody() {
        say("asked");
        LocalDate today = LocalDate.now(people.session("supervisor", ACME).zone());
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () ->
                                people.as(
                                        "supervisor",
                                        ACME,
                                        () -> {
                                            standIns.save(
                                                    new StandIns.StandIn(pending, today, today));
                                            return true;
                                        }));
        assertEquals(ApprovalError.STAND_IN_INVALID, refused.code());
    }

    @Test
    void nobodysWorkGoesToHer() {
        long from = member("agent1");
        say("asked");
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () ->
                                people.as(
                                        "admin",
                                        ACME,
                                        () ->
                                                handovers.start(
                                                        new HandoverDraft(
                                                                from,
                                                                List.of(pending),
                                                                true,
                                                                true,
                                                                ""))));
        assertEquals(HandoverError.RECEIVER_INVALID, refused.code());
    }

    @Test
    void sheOwnsNoCustomer() {
        Customer customer =
                fixtures.create(
                        ACME, CustomerFixtures.number(), "甲", "13900000002", "North District");
        say("declined");
        InvalidCustomerException refused =
                assertThrows(
                        InvalidCustomerException.class,
                        () ->
                                people.as(
                                        "supervisor",
                                        ACME,
                                        () ->
                                                customers.update(
                                                        customer.id(),
                                                        customer.version(),
                                                        CustomerFixtures.owned(
                                                                customer, pending))));
        assertEquals("ownerId", refused.problems().getFirst().field());
    }

    @Test
    void sheIsToldNothing() {
        say("asked");
        TenantRunner.run(
                sessions.platform(people.session("admin", ACME).tenant().id()),
                () ->
                        database.inTransaction(handle -> {
                            notifications.send(
                                    handle, Notification.PLATFORM, List.of(told(pending)));
                            return true;
                        }));
        assertEquals(
                0,
                Database.number(
                        "SELECT count(*) FROM trunkline.notification WHERE dedupe_key LIKE '%pending' AND"
                                + " member_id = "
                                + pending));
    }

    private static NotificationDraft told(long member) {
        return new NotificationDraft(
                member,
                Notification.APPROVAL,
                "notification.text.reminder",
                List.of("x"),
                "",
                false,
                "pending");
    }

    private void say(String consent) {
        Database.execute(
                "UPDATE trunkline.member SET consent = '%s' WHERE id = %d"
                        .formatted(consent, pending));
    }

    private List<Long> approvers(Who who, String value) {
        people.as(
                "admin",
                ACME,
                () ->
                        rules.save(
                                KnownKinds.PLUGIN,
                                KnownKinds.KIND,
                                List.of(
                                        new ApprovalStep(
                                                who, value, 1, null, null, OnTimeOut.REMIND)),
                                rules.all().getFirst().version()));
        return approversOf(ask());
    }

    private List<Long> approversOf(long request) {
        return people.as("admin", ACME, () -> approvals.find(request)).approvers();
    }

    private long ask() {
        String key = "pending " + System.nanoTime();
        long requester = member("agent1");
        TenantRunner.run(
                sessions.platform(people.session("agent1", ACME).tenant().id()),
                () ->
                        database.inTransaction(handle -> {
                            approvals.ask(
                                    handle,
                                    new ApprovalAsk(
                                            KnownKinds.PLUGIN,
                                            KnownKinds.KIND,
                                            key,
                                            requester,
                                            key,
                                            List.of(),
                                            null,
                                            ""));
                            return true;
                        }));
        return Database.number(
                "SELECT id FROM trunkline.approval_request WHERE request_key = '" + key + "'");
    }

    private long member(String name) {
        return Database.number(
                "SELECT id FROM trunkline.member WHERE username = '%s.acme'".formatted(name));
    }
}
