package io.trunkline.plugins.calltasks;

import static io.trunkline.plugins.calltasks.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.plugins.calltasks.dispatch.Assignment;
import io.trunkline.plugins.calltasks.work.CallTask;
import io.trunkline.plugins.calltasks.work.Disposition;
import io.trunkline.plugins.calltasks.work.MyQueue;
import io.trunkline.plugins.calltasks.work.Outcome;
import io.trunkline.plugins.calltasks.work.Saved;
import io.trunkline.plugins.calltasks.work.TaskStatus;
import io.trunkline.plugins.calltasks.work.Workbench;
import io.trunkline.spi.CallTaskClosed;
import io.trunkline.spi.ContactRecorded;
import io.trunkline.spi.StandardErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WorkbenchTest {

    private static PluginSchemaInTest schema;

    @BeforeAll
    static void openTables() throws Exception {
        schema = PluginSchemaInTest.fresh();
    }

    @Test
    void dueCallBacksComeBeforeWhatIsAssignedAndThatBeforeTheTeamsPool() {
        Company company = new Company(schema, 1);
        company.customers(4, Company.NORTH);
        long batch = company.dispatched().id();
        Person agent = company.agent(Company.NORTH);
        company.plugin
                .dispatch()
                .assign(
                        company.lead(Company.NORTH),
                        Assignment.byHand(batch, Company.NORTH, 2, agent.id()));
        Workbench workbench = company.plugin.workbench();
        CallTask first = workbench.next(agent).orElseThrow();
        Instant later = company.now.plus(Duration.ofHours(3));
        CallTask second = workbench.saveAndNext(agent, first.id(), callBack("a", later)).next();

        MyQueue before = workbench.queue(agent);
        assertEquals(1, before.counts().callBacksLater());
        assertEquals(2, before.counts().teamPool());
        company.now = later;
        assertEquals(1, workbench.queue(agent).counts().callBacksDue());
        CallTask third =
                workbench
                        .saveAndNext(agent, second.id(), Company.outcome(Disposition.REFUSED))
                        .next();
        assertEquals(first.id(), third.id());
        assertEquals(1, third.attempts());
        assertEquals(Disposition.CALL_BACK, third.disposition());

        CallTask fromPool =
                workbench
                        .saveAndNext(agent, third.id(), Company.outcome(Disposition.AGREED))
                        .next();
        assertTrue(fromPool.id() != first.id() && fromPool.id() != second.id());
        assertEquals(0, workbench.queue(agent).assigned().size());
    }

    @Test
    void whoHoldsATaskGetsTheSameAgain() {
        Company company = new Company(schema, 2);
        company.customers(3, Company.NORTH);
        company.dispatched();
        Person agent = company.agent(Company.NORTH);
        Workbench workbench = company.plugin.workbench();

        CallTask task = workbench.next(agent).orElseThrow();

        assertEquals(task, workbench.next(agent).orElseThrow());
        assertEquals(task, workbench.held(agent).orElseThrow());
        assertEquals("Renewals", task.batchName());
        assertEquals("Good morning", task.script());
        assertNotEquals(task.id(), workbench.next(company.agent(Company.NORTH)).orElseThrow().id());
        assertTrue(workbench.next(company.agent(Company.NORTH_A)).isEmpty());
    }

    @Test
    void theSameOutcomeAgainIsAnsweredAsTheFirstTime() {
        Company company = new Company(schema, 3);
        company.customers(3, Company.NORTH);
        company.dispatched();
        Person agent = company.agent(Company.NORTH);
        Workbench workbench = company.plugin.workbench();
        CallTask task = workbench.next(agent).orElseThrow();
        Outcome outcome = new Outcome("save-1", Disposition.AGREED, " likes it ", null, null);

        Saved first = workbench.saveAndNext(agent, task.id(), outcome);
        Saved again = workbench.saveAndNext(agent, task.id(), outcome);

        assertEquals(first, again);
        assertEquals(TaskStatus.DONE, first.status());
        assertEquals(
                List.of(
                        new ContactRecorded(
                                task.customerId(),
                                ContactRecorded.Channel.PHONE,
                                false,
                                company.now,
                                agent.id(),
                                "disposition.agreed",
                                ContactRecorded.Tone.GOOD,
                                "likes it",
                                "Renewals"),
                        new CallTaskClosed(
                                task.customerId(),
                                task.id(),
                                task.batchId(),
                                "agreed",
                                agent.id(),
                                company.now)),
                company.events);
        assertEquals(1, workbench.queue(agent).counts().doneToday());
    }

    @Test
    void anOutcomeNeedsTheTaskInFrontOfOne() {
        Company company = new Company(schema, 4);
        company.customers(3, Company.NORTH);
        company.dispatched();
        Person agent = company.agent(Company.NORTH);
        Person colleague = company.agent(Company.NORTH);
        Workbench workbench = company.plugin.workbench();
        CallTask task = workbench.next(agent).orElseThrow();

        assertRefused(
                CallTasksError.TASK_NOT_HELD,
                () -> workbench.save(colleague, task.id(), Company.outcome(Disposition.AGREED)));
        assertRefused(CallTasksError.TASK_NOT_HELD, () -> workbench.dial(colleague, task.id()));
        assertRefused(CallTasksError.TASK_TAKEN, () -> workbench.take(colleague, task.id()));
        assertRefused(
                CallTasksError.TASK_NOT_FOUND,
                () -> workbench.save(agent, 1, Company.outcome(Disposition.AGREED)));
        assertRefused(StandardErrorCode.FORBIDDEN, () -> workbench.next(company.supervisor));

        assertEquals("+8613800000000", workbench.dial(agent, task.id()).number());
        assertEquals(List.of("call task " + task.id()), company.dialled);
    }

    @Test
    void whoDoesNotAnswerIsCalledAgainUntilTheAttemptsAreUsedUp() {
        Company company = new Company(schema, 5);
        company.customers(1, Company.NORTH);
        company.dispatched();
        Person agent = company.agent(Company.NORTH);
        Workbench workbench = company.plugin.workbench();
        CallTask task = workbench.next(agent).orElseThrow();

        Saved first = workbench.save(agent, task.id(), Company.outcome(Disposition.NO_ANSWER));
        assertEquals(TaskStatus.CALLBACK, first.status());
        assertEquals(company.now.plus(Duration.ofHours(2)), first.callBackAt());
        assertTrue(workbench.next(agent).isEmpty());
        company.now = company.now.plus(Duration.ofHours(2));
        workbench.next(agent).orElseThrow();
        workbench.save(agent, task.id(), Company.outcome(Disposition.BUSY));
        company.now = company.now.plus(Duration.ofHours(2));
        workbench.next(agent).orElseThrow();
        Saved last = workbench.save(agent, task.id(), Company.outcome(Disposition.NO_ANSWER));

        assertEquals(TaskStatus.DONE, last.status());
        assertNull(last.callBackAt());
        assertEquals(3, last.attempts());
        assertEquals(4, company.events.size());
    }

    @Test
    void aCallBackNeedsATimeAtWhichOneMayCall() {
        Company company = new Company(schema, 6);
        company.customers(1, Company.NORTH);
        company.dispatched();
        Person agent = company.agent(Company.NORTH);
        long task = company.plugin.workbench().next(agent).orElseThrow().id();

        assertRefused(
                CallTasksError.CALL_BACK_TIME_MISSING, () -> promise(company, agent, task, null));
        assertRefused(
                CallTasksError.CALL_BACK_OUT_OF_RANGE,
                () -> promise(company, agent, task, company.now.minusSeconds(1)));
        assertRefused(
                CallTasksError.CALL_BACK_OUT_OF_RANGE,
                () -> promise(company, agent, task, company.now.plus(Duration.ofDays(31))));
        assertRefused(
                CallTasksError.CALL_BACK_OUTSIDE_HOURS,
                () -> promise(company, agent, task, Instant.parse("2026-11-23T15:00:00Z")));
        assertRefused(
                CallTasksError.NOTE_TOO_LONG,
                () ->
                        company.plugin
                                .workbench()
                                .save(
                                        agent,
                                        task,
                                        new Outcome(
                                                "long",
                                                Disposition.AGREED,
                                                "x".repeat(2_001),
                                                null,
                                                null)));
        assertEquals(
                Instant.parse("2026-11-23T10:30:00Z"),
                promise(company, agent, task, Instant.parse("2026-11-23T10:30:00Z")).callBackAt());
    }

    @Test
    void aCallBackForTheTeamGoesToWhoeverIsFree() {
        Company company = new Company(schema, 7);
        company.customers(1, Company.NORTH);
        company.dispatched();
        Person agent = company.agent(Company.NORTH);
        Person colleague = company.agent(Company.NORTH);
        Workbench workbench = company.plugin.workbench();
        CallTask task = workbench.next(agent).orElseThrow();
        Instant at = company.now.plus(Duration.ofHours(1));

        workbench.save(agent, task.id(), new Outcome("t", Disposition.CALL_BACK, null, at, true));

        assertTrue(workbench.next(colleague).isEmpty());
        company.now = at;
        assertEquals(task.id(), workbench.next(colleague).orElseThrow().id());
    }

    @Test
    void takingATaskOutOfTurnPutsTheHeldOneBack() {
        Company company = new Company(schema, 8);
        company.customers(3, Company.NORTH);
        long batch = company.dispatched().id();
        Person agent = company.agent(Company.NORTH);
        company.plugin
                .dispatch()
                .assign(
                        company.lead(Company.NORTH),
                        Assignment.byHand(batch, Company.NORTH, 3, agent.id()));
        Workbench workbench = company.plugin.workbench();
        CallTask held = workbench.next(agent).orElseThrow();
        long other = workbench.queue(agent).assigned().getLast().id();

        assertEquals(other, workbench.take(agent, other).id());

        MyQueue queue = workbench.queue(agent);
        assertEquals(other, queue.held().id());
        assertEquals(held.id(), queue.assigned().getFirst().id());
        assertEquals(2, queue.counts().assigned());
    }

    @Test
    void whoWantsToBeLeftInPeaceIsNotCalledFromAnotherBatchEither() {
        Company company = new Company(schema, 9);
        company.customers(1, Company.NORTH);
        company.dispatched();
        long other = company.dispatched().id();
        Person agent = company.agent(Company.NORTH);
        Workbench workbench = company.plugin.workbench();
        CallTask task = workbench.next(agent).orElseThrow();

        Saved saved =
                workbench.saveAndNext(
                        agent, task.id(), Company.outcome(Disposition.DO_NOT_DISTURB));

        assertNull(saved.next());
        assertEquals(
                1, company.plugin.batches().find(company.supervisor, other).totals().cancelled());
    }

    private static Saved promise(
            Company company, Person agent, long task, @Nullable Instant callBackAt) {
        return company.plugin.workbench().save(agent, task, callBack("promise", callBackAt));
    }

    private static Outcome callBack(String request, @Nullable Instant at) {
        return new Outcome(request, Disposition.CALL_BACK, "", at, false);
    }
}
