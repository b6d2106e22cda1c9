package io.trunkline.core.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.Json;
import io.trunkline.core.People;
import io.trunkline.core.approval.ApprovalRequest.State;
import io.trunkline.core.approval.ApprovalStep.OnTimeOut;
import io.trunkline.core.approval.ApprovalStep.Who;
import io.trunkline.core.approval.Approvals.Box;
import io.trunkline.core.notification.Notification;
import io.trunkline.core.notification.Notifications;
import io.trunkline.spi.ApprovalFact;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.job.Jobs;
import io.trunkline.testing.DatabaseTestResource;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class ApprovalsTest {

    private static final AtomicInteger KEY = new AtomicInteger();
    private static final ApprovalStep LEAD =
            new ApprovalStep(Who.LEAD, "customer.create", 1, null, null, OnTimeOut.REMIND);
    private static final ApprovalStep SUPERVISOR =
            new ApprovalStep(Who.ROLE, "supervisor", 1, null, null, OnTimeOut.REMIND);

    @Inject Approvals approvals;
    @Inject ApprovalRules rules;
    @Inject StandIns standIns;
    @Inject KnownKinds kinds;
    @Inject Notifications notifications;
    @Inject TenantDatabase database;
    @Inject Sessions sessions;
    @Inject Jobs jobs;
    @Inject People people;

    @BeforeEach
    void nothingIsSet() {
        Database.execute("DELETE FROM trunkline.approval_rule");
        Database.execute("DELETE FROM trunkline.approval_stand_in");
        kinds.present(true);
    }

    @Test
    void withoutStepsOneHolderOfTheKindsPermissionDecides() {
        long id = ask("acme", "agent1", null);
        assertEquals(List.of(member("acme", "supervisor")), detail("supervisor", id).approvers());
        assertTrue(box("acme", "supervisor", Box.TO_DECIDE).contains(id));
        assertTrue(told("acme", "supervisor", Notification.APPROVAL, id));
        ApprovalDetail after = decide("supervisor", id, 0, true, "好");
        assertEquals(State.APPROVED, after.request().state());
        assertFalse(box("acme", "supervisor", Box.TO_DECIDE).contains(id));
        assertTrue(box("acme", "supervisor", Box.SPOKEN).contains(id));
        assertTrue(box("acme", "agent1", Box.MINE).contains(id));
        assertTrue(told("acme", "agent1", Notification.APPROVAL_DECIDED, id));
        assertEquals(
                List.of("APPROVED"),
                Database.texts(
                        "SELECT payload ->> 'outcome' FROM trunkline.outbox WHERE type ="
                                + " 'ApprovalDecided' AND payload ->> 'requestId' = '"
                                + id
                                + "'"));
    }

    @Test
    void othersSeeNothingOfIt() {
        long id = ask("acme", "agent1", null);
        for (String[] other :
                new String[][] {{"agent2", "acme"}, {"lead2", "acme"}, {"supervisor", "globex"}}) {
            assertRefused(
                    StandardErrorCode.NOT_FOUND, other[0], other[1], () -> approvals.find(id));
            assertRefused(
                    StandardErrorCode.NOT_FOUND,
                    other[0],
                    other[1],
                    () -> approvals.decide(id, 0, true, ""));
            assertFalse(box(other[1], other[0], Box.TO_DECIDE).contains(id));
        }
        assertEquals(State.OPEN, detail("admin", id).request().state());
        assertRefused(
                StandardErrorCode.FORBIDDEN,
                "lead",
                "acme",
                () -> approvals.list(Box.OPEN, Long.MAX_VALUE, 10));
    }

    @Test
    void nobodyDecidesOnWhatSheAskedForHerself() {
        long id = ask("acme", "supervisor", null);
        assertEquals(List.of(), detail("admin", id).approvers());
        assertTrue(detail("admin", id).request().stuck());
        assertRefused(
                ApprovalError.OWN_REQUEST,
                "supervisor",
                "acme",
                () -> approvals.decide(id, 0, true, ""));
        assertTrue(box("acme", "admin", Box.STUCK).contains(id));
        assertTrue(told("acme", "admin", Notification.APPROVAL, id));
    }

    @Test
    void askingTwiceIsAskingOnce() {
        long id = ask("acme", "agent1", "same", null);
        assertEquals(id, ask("acme", "agent1", "same", 5L));
    }

    @Test
    void goesFromTheRequestersLeadToTheNextStepByAmount() {
        set("acme", LEAD, from(SUPERVISOR, 1_000));
        long small = ask("acme", "agent4", 999L);
        assertEquals(List.of(member("acme", "lead2")), detail("lead2", small).approvers());
        assertEquals(State.APPROVED, decide("lead2", small, 0, true, "").request().state());
        long large = ask("acme", "agent4", 1_000L);
        ApprovalDetail after = decide("lead2", large, 0, true, "");
        assertEquals(State.OPEN, after.request().state());
        assertEquals(1, after.request().step());
        assertRefused(
                ApprovalError.DECIDED,
                "lead2",
                "acme",
                () -> approvals.decide(large, 0, true, "again"));
        assertRefused(
                ApprovalError.NOT_AN_APPROVER,
                "lead2",
                "acme",
                () -> approvals.decide(large, 1, true, ""));
        assertEquals(State.APPROVED, decide("supervisor", large, 1, true, "").request().state());
    }

    @Test
    void requestsUnderWayKeepTheStepsTheyBeganWith() {
        set("acme", LEAD);
        long id = ask("acme", "agent1", null);
        set("acme", SUPERVISOR);
        assertEquals(State.APPROVED, decide("lead", id, 0, true, "").request().state());
    }

    @Test
    void aRefusalSaysWhyAndEndsIt() {
        set("acme", LEAD, SUPERVISOR);
        long id = ask("acme", "agent1", null);
        assertRefused(
                ApprovalError.COMMENT_MISSING,
                "lead",
                "acme",
                () -> approvals.decide(id, 0, false, " "));
        ApprovalDetail after = decide("lead", id, 0, false, "太多");
        assertEquals(State.REFUSED, after.request().state());
        assertEquals("太多", after.request().comment());
    }

    @Test
    void twoWhoAgreeAtOnceAreCountedAsTwo() throws Exception {
        for (int round = 0; round < 10; round++) {
            set(
                    "acme",
                    new ApprovalStep(Who.ROLE, "lead", 2, null, null, OnTimeOut.REMIND),
                    SUPERVISOR);
            long id = ask("acme", "agent1", null);
            try (ExecutorService both = Executors.newFixedThreadPool(2)) {
                List<Future<?>> votes = new ArrayList<>();
                for (String lead : new String[] {"lead", "lead2"}) {
                    votes.add(both.submit(() -> decide(lead, id, 0, true, "")));
                }
                for (Future<?> vote : votes) {
                    vote.get();
                }
            }
            ApprovalDetail after = detail("admin", id);
            assertEquals(2, after.votes().size());
            assertEquals(1, after.request().step());
            assertEquals(State.OPEN, after.request().state());
        }
    }

    @Test
    void onePersonIsNotTwo() {
        set("acme", new ApprovalStep(Who.ROLE, "lead", 2, null, null, OnTimeOut.REMIND));
        long id = ask("acme", "agent1", null);
        standIn("lead2", "lead", 0, 1);
        decide("lead", id, 0, true, "");
        assertRefused(
                ApprovalError.SPOKEN, "lead", "acme", () -> approvals.decide(id, 0, true, ""));
    }

    @Test
    void aStandInDecidesInHerPlaceAndIsNamed() {
        set("acme", SUPERVISOR);
        long before = ask("acme", "agent1", null);
        assertRefused(
                StandardErrorCode.NOT_FOUND,
                "executive",
                "acme",
                () -> approvals.decide(before, 0, true, ""));
        standIn("supervisor", "executive", 0, 1);
        assertTrue(box("acme", "executive", Box.TO_DECIDE).contains(before));
        long id = ask("acme", "agent1", null);
        assertTrue(told("acme", "executive", Notification.APPROVAL, id));
        ApprovalDetail after = decide("executive", id, 0, true, "");
        assertEquals(State.APPROVED, after.request().state());
        assertEquals(member("acme", "supervisor"), after.votes().getFirst().approverId());
        assertEquals(member("acme", "executive"), after.votes().getFirst().decidedBy());
        standIn("supervisor", "executive", 3, 4);
        assertFalse(box("acme", "executive", Box.TO_DECIDE).contains(before));
    }

    @Test
    void aStandInDoesNotDecideOnWhatSheAskedForHerself() {
        set("acme", SUPERVISOR);
        standIn("supervisor", "executive", 0, 1);
        long id = ask("acme", "executive", null);
        assertRefused(
                ApprovalError.OWN_REQUEST,
                "executive",
                "acme",
                () -> approvals.decide(id, 0, true, ""));
    }

    @Test
    void nobodyStandsInForHerselfOrBackwards() {
        for (int[] days : new int[][] {{0, 0}, {2, 1}, {0, 400}}) {
            String name = days[1] == 0 ? "lead" : "lead2";
            assertRefused(
                    ApprovalError.STAND_IN_INVALID,
                    "lead",
                    "acme",
                    () -> {
                        standIn("lead", name, days[0], days[1]);
                        return true;
                    });
        }
    }

    @Test
    void whenTimeIsUpItIsRemindedHandedOnOrOver() {
        set("acme", hours(LEAD, OnTimeOut.REMIND));
        long reminded = ask("acme", "agent1", null);
        set("acme", hours(LEAD, OnTimeOut.ESCALATE), SUPERVISOR);
        long escalated = ask("acme", "agent1", null);
        set("acme", hours(LEAD, OnTimeOut.ESCALATE));
        long last = ask("acme", "agent1", null);
        set("acme", hours(LEAD, OnTimeOut.REFUSE), SUPERVISOR);
        long refused = ask("acme", "agent1", null);
        jobs.run("approvals");
        assertEquals(State.OPEN, detail("admin", refused).request().state());
        Database.execute(
                "UPDATE trunkline.approval_request SET step_due = now() - interval '1 s' WHERE"
                        + " step_due IS NOT NULL");
        jobs.run("approvals");
        jobs.run("approvals");
        assertEquals(1, detail("admin", reminded).request().reminded());
        assertEquals(State.OPEN, detail("admin", reminded).request().state());
        assertEquals(1, detail("admin", escalated).request().step());
        assertTrue(told("acme", "supervisor", Notification.APPROVAL, escalated));
        assertEquals(State.EXPIRED, detail("admin", last).request().state());
        assertEquals(State.EXPIRED, detail("admin", refused).request().state());
        assertTrue(told("acme", "agent1", Notification.APPROVAL_DECIDED, refused));
    }

    @Test
    void theAnswerWaitsForAPluginThatIsAway() {
        long id = ask("acme", "agent1", null);
        kinds.present(false);
        decide("supervisor", id, 0, true, "");
        jobs.run("approvals");
        assertEquals(0, answers(id));
        kinds.present(true);
        jobs.run("approvals");
        jobs.run("approvals");
        assertEquals(1, answers(id));
    }

    @Test
    void theRequesterTakesItBack() {
        long id = ask("acme", "agent1", null);
        assertRefused(
                StandardErrorCode.NOT_FOUND, "supervisor", "acme", () -> approvals.withdraw(id));
        ApprovalDetail after = people.as("agent1", "acme", () -> approvals.withdraw(id));
        assertEquals(State.WITHDRAWN, after.request().state());
        assertRefused(
                ApprovalError.DECIDED, "admin", "acme", () -> approvals.decide(id, 0, true, ""));
    }

    @Test
    void whatNoStepAppliesToIsApproved() {
        set("acme", from(SUPERVISOR, 100));
        long id = ask("acme", "agent1", 99L);
        assertEquals(State.APPROVED, detail("admin", id).request().state());
        assertEquals(1, answers(id));
    }

    @Test
    void aRoleThatIsGivenLaterCountsAtTheNextLook() {
        set("acme", SUPERVISOR);
        long id = ask("acme", "supervisor", null);
        assertTrue(detail("admin", id).request().stuck());
        String roles =
                " FROM trunkline.role r, trunkline.member m WHERE r.tenant_id = m.tenant_id AND"
                        + " r.key = 'supervisor' AND m.username = 'agent6.acme'";
        Database.execute(
                "INSERT INTO trunkline.member_role SELECT m.tenant_id, m.id, r.id" + roles);
        try {
            Database.execute(
                    "UPDATE trunkline.approval_request SET checked_at = now() - interval '1 h'");
            jobs.run("approvals");
            assertFalse(detail("admin", id).request().stuck());
            assertTrue(box("acme", "agent6", Box.TO_DECIDE).contains(id));
        } finally {
            Database.execute(
                    "DELETE FROM trunkline.member_role USING trunkline.role r, trunkline.member m"
                            + " WHERE member_role.tenant_id = m.tenant_id AND member_id = m.id AND"
                            + " role_id = r.id AND r.key = 'supervisor' AND m.username ="
                            + " 'agent6.acme'");
        }
    }

    @Test
    void stepsAreSetByWhoMayAndOnlyFromTheirPresentVersion() {
        assertRefused(StandardErrorCode.FORBIDDEN, "supervisor", "acme", () -> rules.all());
        set("acme", LEAD);
        assertEquals(List.of(LEAD), people.as("admin", "acme", rules::all).getFirst().steps());
        assertEquals(List.of(), people.as("admin", "globex", rules::all).getFirst().steps());
        assertRefused(
                StandardErrorCode.STALE,
                "admin",
                "acme",
                () -> rules.save(KnownKinds.PLUGIN, KnownKinds.KIND, List.of(), 0));
        for (ApprovalStep wrong :
                List.of(
                        new ApprovalStep(Who.ROLE, "nobody", 1, null, null, OnTimeOut.REMIND),
                        new ApprovalStep(Who.ROLE, "lead", 0, null, null, OnTimeOut.REMIND),
                        new ApprovalStep(
                                Who.LEAD, "no permission", 1, null, null, OnTimeOut.REMIND),
                        new ApprovalStep(Who.ROLE, "lead", 1, -1L, null, OnTimeOut.REMIND),
                        new ApprovalStep(Who.ROLE, "lead", 1, null, 0, OnTimeOut.REMIND))) {
            assertRefused(
                    ApprovalError.STEP_INVALID,
                    "admin",
                    "acme",
                    () -> rules.save(KnownKinds.PLUGIN, KnownKinds.KIND, List.of(wrong), 1));
        }
    }

    @Test
    void whatAStepLacksIsNamed() {
        String good =
                """
                {"who":"ROLE","value":"lead","count":1,"onTimeOut":"REMIND"}\
                """;
        for (String[] wrong :
                new String[][] {
                    {"null", "step"},
                    {good.replace("\"ROLE\"", "null"), "who"},
                    {good.replace("\"lead\"", "null"), "value"},
                    {good.replace("\"REMIND\"", "null"), "onTimeOut"},
                    {"{\"who\":\"LEAD\"}", "value, count, onTimeOut"},
                    {"{}", "who, count, onTimeOut"}
                }) {
            PluginException refused =
                    assertThrows(
                            PluginException.class,
                            () -> set("acme", steps(good, wrong[0])),
                            wrong[0]);
            assertEquals(ApprovalError.STEP_INVALID, refused.code(), wrong[0]);
            assertEquals(List.of(2, wrong[1]), refused.arguments());
        }
        set("acme", steps(good));
    }

    /// As a program hands them in.
    private static ApprovalStep[] steps(String... json) {
        return Json.read("[" + String.join(",", json) + "]", ApprovalStep[].class);
    }

    @Test
    void oneThatCannotBeWorkedOnKeepsNoOtherWaiting() {
        set("acme", hours(LEAD, OnTimeOut.REMIND));
        long bad = ask("acme", "agent1", null);
        long good = ask("acme", "agent1", null);
        Database.execute(
                """
                UPDATE trunkline.approval_request SET step_due = now() - interval '1 s' WHERE id IN (%1$d, %2$d);
                UPDATE trunkline.approval_request SET steps = '[{"value":"customer.create","count":1}]'
                 WHERE id = %1$d
                """
                        .formatted(bad, good));
        try {
            jobs.run("approvals");
            assertEquals(1, detail("admin", good).request().reminded());
            assertEquals(0, detail("admin", bad).request().reminded());
        } finally {
            people.as("agent1", "acme", () -> approvals.withdraw(bad));
        }
    }

    private static ApprovalStep from(ApprovalStep step, long amount) {
        return new ApprovalStep(
                step.who(), step.value(), step.count(), amount, step.hours(), step.onTimeOut());
    }

    private static ApprovalStep hours(ApprovalStep step, OnTimeOut then) {
        return new ApprovalStep(step.who(), step.value(), step.count(), null, 8, then);
    }

    private void set(String tenant, ApprovalStep... steps) {
        people.as(
                "admin",
                tenant,
                () ->
                        rules.save(
                                KnownKinds.PLUGIN,
                                KnownKinds.KIND,
                                Arrays.asList(steps),
                                rules.all().getFirst().version()));
    }

    private long ask(String tenant, String requester, @Nullable Long amount) {
        return ask(tenant, requester, "key " + KEY.incrementAndGet(), amount);
    }

    private long ask(String tenant, String requester, String key, @Nullable Long amount) {
        Session session = people.session(requester, tenant);
        TenantRunner.run(
                sessions.platform(session.tenant().id()),
                () ->
                        database.inTransaction(handle -> {
                            approvals.ask(
                                    handle,
                                    new ApprovalAsk(
                                            KnownKinds.PLUGIN,
                                            KnownKinds.KIND,
                                            key,
                                            session.actor().requireMember(),
                                            "积分调整 " + key,
                                            List.of(new ApprovalFact("fact.reason", "补偿")),
                                            amount,
                                            "p/loyalty/points"));
                            return true;
                        }));
        return Database.number(
                "SELECT id FROM trunkline.approval_request WHERE request_key = '"
                        + key
                        + "' AND tenant_id = "
                        + session.tenant().id());
    }

    private ApprovalDetail decide(
            String name, long id, int step, boolean approved, String comment) {
        return people.as(name, "acme", () -> approvals.decide(id, step, approved, comment));
    }

    private ApprovalDetail detail(String name, long id) {
        return people.as(name, "acme", () -> approvals.find(id));
    }

    private List<Long> box(String tenant, String name, Box box) {
        return people.as(name, tenant, () -> approvals.list(box, Long.MAX_VALUE, 200)).stream()
                .map(ApprovalRequest::id)
                .toList();
    }

    private void standIn(String name, String other, int fromDays, int untilDays) {
        LocalDate today = LocalDate.now(people.session(name, "acme").zone());
        people.as(
                name,
                "acme",
                () -> {
                    standIns.save(
                            new StandIns.StandIn(
                                    member("acme", other),
                                    today.plusDays(fromDays),
                                    today.plusDays(untilDays)));
                    return true;
                });
    }

    private boolean told(String tenant, String name, String kind, long id) {
        return people
                .as(name, tenant, () -> notifications.list(false, Long.MAX_VALUE, 200))
                .stream()
                .anyMatch(one -> one.kind().equals(kind) && one.route().equals("approvals/" + id));
    }

    private long member(String tenant, String name) {
        return people.session(name, tenant).actor().requireMember();
    }

    private static long answers(long id) {
        return Database.number(
                "SELECT count(*) FROM trunkline.outbox WHERE type = 'ApprovalDecided' AND payload"
                        + " ->> 'requestId' = '"
                        + id
                        + "'");
    }

    private void assertRefused(
            ErrorCode code,
            String name,
            String tenant,
            TenantRunner.Action<?, RuntimeException> action) {
        PluginException refused =
                assertThrows(PluginException.class, () -> people.as(name, tenant, action));
        assertEquals(code, refused.code());
    }
}
