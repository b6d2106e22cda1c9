package io.trunkline.core.handover;

import static io.trunkline.testing.TestTenants.ACME;
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
import io.trunkline.core.approval.ApprovalDetail;
import io.trunkline.core.approval.ApprovalError;
import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.ApprovalRequest.State;
import io.trunkline.core.approval.ApprovalRules;
import io.trunkline.core.approval.ApprovalStep;
import io.trunkline.core.approval.ApprovalStep.OnTimeOut;
import io.trunkline.core.approval.ApprovalStep.Who;
import io.trunkline.core.approval.Approvals;
import io.trunkline.core.approval.Approvals.Box;
import io.trunkline.core.approval.StandIns;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.MemberAdministration;
import io.trunkline.tenancy.member.MemberError;
import io.trunkline.tenancy.work.WorkCount;
import io.trunkline.testing.DatabaseTestResource;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// A right that is handed over moves, and stays one vote of whose it is.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class HandedRightsTest {

    private static final AtomicInteger KEY = new AtomicInteger();

    @Inject Handovers handovers;
    @Inject Approvals approvals;
    @Inject ApprovalRules rules;
    @Inject StandIns standIns;
    @Inject MemberAdministration members;
    @Inject TenantDatabase database;
    @Inject Sessions sessions;
    @Inject People people;

    @BeforeEach
    @AfterEach
    void nothingWaits() {
        Database.execute(
                """
                DELETE FROM trunkline.approval_rule;
                DELETE FROM trunkline.approval_stand_in;
                UPDATE trunkline.approval_request SET state = 'WITHDRAWN', told_at = now() WHERE state = 'OPEN';
                DELETE FROM trunkline.approval_approver
                """);
    }

    @Test
    void whoHandedItOverDecidesNoMore() {
        long id = ask(2);
        handOver("lead", "agent2");

        assertFalse(box("lead").contains(id));
        refused(StandardErrorCode.NOT_FOUND, () -> decide("lead", id));
        people.as("lead", ACME, () -> standIn("agent3"));
        assertFalse(box("agent3").contains(id), "who stands in for her has no more than she");
        refused(StandardErrorCode.NOT_FOUND, () -> decide("agent3", id));

        ApprovalDetail half = decide("agent2", id);
        assertEquals(State.OPEN, half.request().state());
        assertEquals(member("lead"), half.votes().getFirst().approverId());
        assertEquals(member("agent2"), half.votes().getFirst().decidedBy());
        assertEquals(State.APPROVED, decide("lead2", id).request().state());
    }

    @Test
    void handedOnItIsWithTheLastOneAlone() {
        long id = ask(2);
        handOver("lead", "agent2");
        handOver("agent2", "agent3");

        assertFalse(box("agent2").contains(id));
        refused(StandardErrorCode.NOT_FOUND, () -> decide("agent2", id));
        refused(StandardErrorCode.NOT_FOUND, () -> decide("lead", id));
        ApprovalDetail half = decide("agent3", id);
        assertEquals(State.OPEN, half.request().state(), "one right is one vote");
        assertEquals(member("lead"), half.votes().getFirst().approverId());

        assertEquals(0, waiting("agent3"), "a right that was used stays");
        handOver("agent3", "agent2");
        refused(StandardErrorCode.NOT_FOUND, () -> decide("agent2", id));
        assertEquals(State.APPROVED, decide("lead2", id).request().state());
    }

    @Test
    void itComesBackToWhoGaveIt() {
        long id = ask(1);
        handOver("lead", "agent2");
        handOver("agent2", "lead");
        refused(StandardErrorCode.NOT_FOUND, () -> decide("agent2", id));
        assertEquals(State.APPROVED, decide("lead", id).request().state());
    }

    @Test
    void whoHasARightOfHerOwnIsOneVote() {
        long id = ask(2);
        handOver("lead", "lead2");
        assertTrue(detail(id).request().stuck(), "two have to agree, one is left");

        ApprovalDetail half = decide("lead2", id);
        assertEquals(member("lead2"), half.votes().getFirst().approverId(), "her own comes first");
        assertEquals(State.OPEN, half.request().state());
        refused(ApprovalError.SPOKEN, () -> decide("lead2", id));
        refused(StandardErrorCode.NOT_FOUND, () -> decide("lead", id));

        // The right she could not use goes on: another person, and another's right.
        assertEquals(1, waiting("lead2"));
        handOver("lead2", "agent2");
        ApprovalDetail whole = decide("agent2", id);
        assertEquals(State.APPROVED, whole.request().state());
        assertEquals(
                List.of(member("lead2"), member("lead")),
                whole.votes().stream().map(vote -> vote.approverId()).toList());
    }

    @Test
    void rightsThatComeTogetherAreOneVoteWhoeverStandsIn() {
        for (String first : List.of("agent2", "agent3")) {
            String second = first.equals("agent2") ? "agent3" : "agent2";
            long id = ask(2);
            handOver("lead", "agent2");
            handOver("lead2", "agent2");
            people.as("agent2", ACME, () -> standIn("agent3"));
            assertTrue(box("agent2").contains(id) && box("agent3").contains(id));

            assertEquals(State.OPEN, decide(first, id).request().state());
            assertFalse(box(second).contains(id));
            assertFalse(people.as(second, ACME, () -> approvals.find(id)).mayDecide());
            refused(ApprovalError.NOT_AN_APPROVER, () -> decide(second, id));
            refused(ApprovalError.SPOKEN, () -> decide(first, id));
            nothingWaits();
        }
    }

    @Test
    void whoAskedForItNeverGetsIt() {
        long id = ask(1);
        handOver("lead", "agent2");
        handOver("agent2", "agent1");
        assertFalse(box("agent1").contains(id));
        refused(ApprovalError.OWN_REQUEST, () -> decide("agent1", id));
        people.as("agent2", ACME, () -> standIn("agent1"));
        refused(ApprovalError.OWN_REQUEST, () -> decide("agent1", id));
        assertEquals(State.APPROVED, decide("agent2", id).request().state());
    }

    @Test
    void onlyWhoIsAboveTheFirstOwnerHandsARightOn() {
        long id = ask(new ApprovalStep(Who.ROLE, "supervisor", 1, null, null, OnTimeOut.REMIND));
        handOver("supervisor", "agent2");
        HandoverDraft on = work("agent2", "agent3");
        refused(
                HandoverError.APPROVALS_OUT_OF_REACH,
                () -> people.as("district", ACME, () -> handovers.start(on)));
        Session manager = without(people.session("admin", ACME), "role.manage");
        PluginException refusal =
                refused(
                        MemberError.ROLE_NOT_DELEGABLE,
                        () -> TenantRunner.call(manager, () -> handovers.start(on)));
        assertEquals(List.of("supervisor"), refusal.arguments());
        assertTrue(box("agent2").contains(id));

        handOver("agent2", "agent3");
        assertEquals(State.APPROVED, decide("agent3", id).request().state());
    }

    @Test
    void whatIsWithSomeoneShutOutIsHandedOn() {
        long id = ask(1);
        handOver("lead", "agent2");
        long agent = member("agent2");
        setActive(agent, false);
        try {
            refused(StandardErrorCode.NOT_FOUND, () -> decide("lead", id));
            handOver(agent, member("agent3"));
            assertEquals(State.APPROVED, decide("agent3", id).request().state());
        } finally {
            setActive(agent, true);
        }
    }

    @Test
    void anotherTenantsRightsStay() {
        set(GLOBEX, leads(1));
        long theirs = ask(GLOBEX, "agent1");
        ask(1);
        handOver("lead", "agent2");
        assertEquals(
                State.APPROVED,
                people.as("lead", GLOBEX, () -> approvals.decide(theirs, 0, true, ""))
                        .request()
                        .state());
    }

    private void setActive(long member, boolean active) {
        people.as(
                "admin",
                ACME,
                () -> {
                    int version = members.find(member).orElseThrow().version();
                    return active
                            ? members.enable(member, version)
                            : members.disable(member, version, true);
                });
    }

    private void handOver(String from, String to) {
        handOver(member(from), member(to));
    }

    private void handOver(long from, long to) {
        Handover started =
                people.as(
                        "admin",
                        ACME,
                        () ->
                                handovers.start(
                                        new HandoverDraft(from, List.of(to), false, true, "")));
        Database.await(
                "the handover",
                () ->
                        people.as("admin", ACME, () -> handovers.find(started.id()).orElseThrow())
                                        .finishedAt()
                                != null);
    }

    private HandoverDraft work(String from, String to) {
        return new HandoverDraft(member(from), List.of(member(to)), false, true, "");
    }

    private long waiting(String name) {
        return people.as("admin", ACME, () -> handovers.preview(member(name))).stream()
                .filter(work -> work.source().equals(WorkCount.PLATFORM))
                .filter(work -> work.kind().equals(Handovers.APPROVALS))
                .mapToLong(WorkCount::count)
                .sum();
    }

    private boolean standIn(String other) {
        LocalDate today = LocalDate.now(TenantRunner.current().zone());
        standIns.save(new StandIns.StandIn(member(other), today, today));
        return true;
    }

    private static ApprovalStep leads(int count) {
        return new ApprovalStep(Who.ROLE, "lead", count, null, null, OnTimeOut.REMIND);
    }

    private long ask(int leads) {
        return ask(leads(leads));
    }

    private long ask(ApprovalStep step) {
        set(ACME, step);
        return ask(ACME, "agent1");
    }

    private void set(String tenant, ApprovalStep step) {
        people.as("admin", tenant, () -> rules.save("loyalty", "adjustment", List.of(step), 0));
    }

    private long ask(String tenant, String requester) {
        Session session = people.session(requester, tenant);
        String key = "right " + KEY.incrementAndGet();
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

    private ApprovalDetail decide(String name, long id) {
        return people.as(name, ACME, () -> approvals.decide(id, 0, true, ""));
    }

    private ApprovalDetail detail(long id) {
        return people.as("admin", ACME, () -> approvals.find(id));
    }

    private List<Long> box(String name) {
        return people
                .as(name, ACME, () -> approvals.list(Box.TO_DECIDE, Long.MAX_VALUE, 200))
                .stream()
                .map(ApprovalRequest::id)
                .toList();
    }

    private long member(String name) {
        return people.session(name, ACME).actor().requireMember();
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
