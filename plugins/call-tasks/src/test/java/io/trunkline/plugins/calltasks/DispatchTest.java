package io.trunkline.plugins.calltasks;

import static io.trunkline.plugins.calltasks.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.plugins.calltasks.batch.Batch;
import io.trunkline.plugins.calltasks.board.ProgressNode;
import io.trunkline.plugins.calltasks.board.TaskQuery;
import io.trunkline.plugins.calltasks.dispatch.AgentLoad;
import io.trunkline.plugins.calltasks.dispatch.Allocation;
import io.trunkline.plugins.calltasks.dispatch.Assignment;
import io.trunkline.plugins.calltasks.dispatch.Dispatch;
import io.trunkline.plugins.calltasks.dispatch.Recall;
import io.trunkline.plugins.calltasks.dispatch.Strategy;
import io.trunkline.plugins.calltasks.dispatch.TeamShare;
import io.trunkline.plugins.calltasks.work.CallTask;
import io.trunkline.plugins.calltasks.work.Disposition;
import io.trunkline.plugins.calltasks.work.TaskItem;
import io.trunkline.spi.StandardErrorCode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DispatchTest {

    private static PluginSchemaInTest schema;

    @BeforeAll
    static void openTables() throws Exception {
        schema = PluginSchemaInTest.fresh();
    }

    @Test
    void nothingCanBeWorkedBeforeDispatch() {
        Company company = new Company(schema, 1);
        company.customers(5, Company.NORTH);
        Person agent = company.agent(Company.NORTH);
        Batch batch = company.batch();
        assertTrue(company.plugin.workbench().next(agent).isEmpty());

        assertEquals(5, company.plugin.dispatch().dispatch(company.supervisor, batch.id()).count());
        assertEquals(0, company.plugin.dispatch().dispatch(company.supervisor, batch.id()).count());

        assertTrue(company.plugin.workbench().next(agent).isPresent());
    }

    @Test
    void unmatchedTasksWaitUntilTheSupervisorHandsThemToADistrict() {
        Company company = new Company(schema, 2);
        company.customers(1_500, Company.ROOT);
        Batch batch = company.dispatched();
        Dispatch dispatch = company.plugin.dispatch();
        Person lead = company.lead(Company.SOUTH);
        List<TaskItem> waiting =
                company.plugin
                        .board()
                        .tasks(company.supervisor, TaskQuery.unmatched(batch.id(), null, 3))
                        .tasks();
        assertEquals(3, waiting.size());
        List<Long> chosen = waiting.stream().map(TaskItem::id).toList();

        assertEquals(
                3,
                dispatch.allocate(
                                company.supervisor,
                                new Allocation(batch.id(), chosen, Company.SOUTH))
                        .count());
        assertEquals(Company.SOUTH, company.unitOf(waiting.getFirst().customerId()));
        assertEquals(3, pool(company, lead, batch.id(), Company.SOUTH));
        assertEquals(
                1_497,
                dispatch.allocate(
                                company.supervisor,
                                new Allocation(batch.id(), List.of(), Company.NORTH))
                        .count());
        assertEquals(
                0,
                company.plugin
                        .board()
                        .progress(company.supervisor, batch.id())
                        .totals()
                        .unmatched());
        assertRefused(
                CallTasksError.NOT_A_DISTRICT,
                () ->
                        dispatch.allocate(
                                company.supervisor,
                                new Allocation(batch.id(), List.of(), Company.NORTH_A)));
        assertRefused(
                StandardErrorCode.FORBIDDEN,
                () ->
                        dispatch.allocate(
                                lead, new Allocation(batch.id(), List.of(), Company.SOUTH)));
    }

    @Test
    void aDistrictsPoolIsSharedEvenlyByItsTeams() {
        Company company = new Company(schema, 3);
        company.customers(4_501, Company.NORTH);
        long batch = company.dispatched().id();
        Person lead = company.lead(Company.NORTH);

        assertEquals(
                4_501,
                company.plugin
                        .dispatch()
                        .share(
                                lead,
                                new TeamShare(batch, Company.NORTH, List.of(), List.of(), null))
                        .count());

        assertEquals(2_251, pool(company, lead, batch, Company.NORTH_A));
        assertEquals(2_250, pool(company, lead, batch, Company.NORTH_B));
        assertRefused(
                CallTasksError.NOT_A_TEAM,
                () ->
                        company.plugin
                                .dispatch()
                                .share(
                                        lead,
                                        new TeamShare(
                                                batch,
                                                Company.NORTH,
                                                List.of(Company.SOUTH_A),
                                                List.of(),
                                                null)));
    }

    @Test
    void roundRobinGivesEveryoneTheSame() {
        Company company = new Company(schema, 4);
        company.customers(5_000, Company.NORTH);
        long batch = company.dispatched().id();
        for (int i = 0; i < 7; i++) {
            company.agent(Company.NORTH_A);
        }
        Person lead = company.lead(Company.NORTH);

        company.plugin
                .dispatch()
                .assign(lead, Assignment.all(batch, Company.NORTH, Strategy.ROUND_ROBIN));

        List<Integer> open = open(company, lead, Company.NORTH);
        assertEquals(5_000, open.stream().mapToInt(Integer::intValue).sum());
        assertEquals(714, open.stream().mapToInt(Integer::intValue).min().orElseThrow());
        assertEquals(715, open.stream().mapToInt(Integer::intValue).max().orElseThrow());
    }

    @Test
    void leastLoadedLevelsWhatEveryoneHas() {
        Company company = new Company(schema, 5);
        company.customers(100, Company.NORTH);
        long batch = company.dispatched().id();
        Person busy = company.agent(Company.NORTH_A);
        company.agent(Company.NORTH_A);
        company.agent(Company.NORTH_B);
        Person lead = company.lead(Company.NORTH);
        Dispatch dispatch = company.plugin.dispatch();

        assertEquals(
                30,
                dispatch.assign(lead, Assignment.byHand(batch, Company.NORTH, 30, busy.id()))
                        .count());
        dispatch.assign(lead, Assignment.all(batch, Company.NORTH, Strategy.LEAST_LOADED));

        assertEquals(List.of(34, 33, 33), open(company, lead, Company.NORTH));
    }

    @Test
    void aLeadOfAnotherDistrictAssignsNothing() {
        Company company = new Company(schema, 6);
        company.customers(10, Company.NORTH);
        long batch = company.dispatched().id();
        Person northern = company.agent(Company.NORTH_A);
        Person southern = company.agent(Company.SOUTH_A);
        Person lead = company.lead(Company.SOUTH);
        Dispatch dispatch = company.plugin.dispatch();
        List<Long> tasks =
                company
                        .plugin
                        .board()
                        .tasks(
                                company.supervisor,
                                new TaskQuery(batch, null, null, null, false, null, 10))
                        .tasks()
                        .stream()
                        .map(TaskItem::id)
                        .toList();

        assertRefused(
                CallTasksError.OUT_OF_REACH,
                () ->
                        dispatch.assign(
                                lead, Assignment.byHand(batch, Company.NORTH, 5, northern.id())));
        assertRefused(
                CallTasksError.NOT_AN_AGENT,
                () ->
                        dispatch.assign(
                                lead, Assignment.byHand(batch, Company.SOUTH, 5, northern.id())));
        assertRefused(
                CallTasksError.TASK_NOT_FOUND,
                () -> dispatch.assign(lead, chosen(Company.SOUTH, tasks, southern.id())));
        assertRefused(
                CallTasksError.OUT_OF_REACH,
                () ->
                        dispatch.recall(
                                lead,
                                new Recall(
                                        batch,
                                        Company.NORTH,
                                        List.of(),
                                        List.of(),
                                        true,
                                        true,
                                        false)));
        assertRefused(
                CallTasksError.NOT_AN_AGENT,
                () ->
                        dispatch.assign(
                                company.lead(Company.NORTH),
                                Assignment.byHand(batch, Company.NORTH, 5, southern.id())));
        assertRefused(
                CallTasksError.UNIT_NOT_FOUND,
                () -> dispatch.assign(lead, Assignment.byHand(batch, 999, 5, southern.id())));
        assertRefused(
                StandardErrorCode.FORBIDDEN,
                () ->
                        dispatch.assign(
                                northern,
                                Assignment.byHand(batch, Company.NORTH, 5, northern.id())));
    }

    @Test
    void chosenTasksMoveFromOneAgentToAnother() {
        Company company = new Company(schema, 7);
        company.customers(10, Company.NORTH);
        long batch = company.dispatched().id();
        Person first = company.agent(Company.NORTH_A);
        Person second = company.agent(Company.NORTH_B);
        Person lead = company.lead(Company.NORTH);
        Dispatch dispatch = company.plugin.dispatch();
        dispatch.assign(lead, Assignment.byHand(batch, Company.NORTH, 10, first.id()));
        CallTask held = company.plugin.workbench().next(first).orElseThrow();
        TaskItem other = company.plugin.workbench().queue(first).assigned().getFirst();

        assertEquals(
                1,
                dispatch.assign(
                                lead,
                                chosen(Company.NORTH, List.of(held.id(), other.id()), second.id()))
                        .count());
        assertEquals(other.id(), company.plugin.workbench().next(second).orElseThrow().id());
        assertEquals(
                8,
                dispatch.assign(
                                lead,
                                new Assignment(
                                        null,
                                        Company.NORTH,
                                        first.id(),
                                        List.of(),
                                        null,
                                        Strategy.LEAST_LOADED,
                                        List.of()))
                        .count());
        assertEquals(0, company.plugin.workbench().queue(first).assigned().size());
        assertEquals(held.id(), company.plugin.workbench().held(first).orElseThrow().id());
    }

    @Test
    void recalledTasksAreInThePoolAgainAndTheHeldOneOnlyOnRequest() {
        Company company = new Company(schema, 8);
        company.customers(10, Company.NORTH);
        long batch = company.dispatched().id();
        Person agent = company.agent(Company.NORTH_A);
        Person lead = company.lead(Company.NORTH);
        Dispatch dispatch = company.plugin.dispatch();
        dispatch.assign(lead, Assignment.byHand(batch, Company.NORTH, 10, agent.id()));
        CallTask held = company.plugin.workbench().next(agent).orElseThrow();

        assertEquals(9, dispatch.recall(lead, recall(agent, null)).count());
        assertEquals(9, pool(company, lead, batch, Company.NORTH_A));
        assertEquals(held.id(), company.plugin.workbench().held(agent).orElseThrow().id());

        assertEquals(1, dispatch.recall(lead, recall(agent, true)).count());
        assertRefused(
                CallTasksError.TASK_NOT_HELD,
                () ->
                        company.plugin
                                .workbench()
                                .save(agent, held.id(), Company.outcome(Disposition.AGREED)));
    }

    @Test
    void progressAddsUpFromAgentsToDistricts() {
        Company company = new Company(schema, 9);
        company.customers(10, Company.NORTH);
        company.customers(4, Company.SOUTH);
        company.customers(2, Company.ROOT);
        long batch = company.dispatched().id();
        Person agent = company.agent(Company.NORTH_A);
        Person lead = company.lead(Company.NORTH);
        company.plugin
                .dispatch()
                .assign(lead, Assignment.byHand(batch, Company.NORTH, 6, agent.id()));
        CallTask task = company.plugin.workbench().next(agent).orElseThrow();
        task =
                company.plugin
                        .workbench()
                        .saveAndNext(agent, task.id(), Company.outcome(Disposition.AGREED))
                        .next();
        company.plugin
                .workbench()
                .saveAndNext(agent, task.id(), Company.outcome(Disposition.NO_ANSWER));

        var progress = company.plugin.board().progress(company.supervisor, batch);
        assertEquals(16, progress.totals().total());
        assertEquals(
                List.of("North", "South", "City"),
                progress.nodes().stream().map(ProgressNode::name).toList());
        ProgressNode north = progress.nodes().getFirst();
        assertEquals(4, north.pool());
        ProgressNode team = north.children().getFirst();
        ProgressNode row = team.children().getFirst();
        assertEquals(agent.id(), row.id());
        assertEquals(6, row.totals().total());
        assertEquals(1, row.totals().done());
        assertEquals(1, row.totals().success());
        assertEquals(1, row.totals().inProgress());
        assertEquals(1, row.totals().callBacks());
        assertEquals(3, row.totals().assigned());
        assertEquals(row.totals(), team.totals());
        assertEquals(10, north.totals().total());
        assertEquals(ProgressNode.Kind.UNMATCHED, progress.nodes().getLast().kind());
        assertEquals(
                progress.totals(),
                company.plugin.board().progress(company.supervisor, null).totals());

        var own = company.plugin.board().progress(lead, batch);
        assertEquals(List.of(north), own.nodes());
        assertEquals(2, company.plugin.board().hours(lead, batch).getFirst().calls());
        var recent = company.plugin.board().recent(lead, batch, null, 10);
        assertEquals(Disposition.NO_ANSWER, recent.getFirst().disposition());
        assertFalse(recent.getFirst().customerName().isEmpty());
        assertTrue(
                company.plugin
                        .board()
                        .recent(company.lead(Company.SOUTH), batch, null, 10)
                        .isEmpty());
    }

    private static Assignment chosen(long unit, List<Long> tasks, long member) {
        return new Assignment(null, unit, null, tasks, null, Strategy.BY_HAND, List.of(member));
    }

    private static Recall recall(Person agent, @Nullable Boolean held) {
        return new Recall(null, Company.NORTH, List.of(agent.id()), List.of(), true, held, false);
    }

    private static int pool(Company company, Person watcher, long batch, long unit) {
        return company.plugin.board().progress(watcher, batch).nodes().stream()
                .flatMap(node -> Stream.concat(Stream.of(node), node.children().stream()))
                .filter(node -> node.id() == unit)
                .mapToInt(ProgressNode::pool)
                .sum();
    }

    private static List<Integer> open(Company company, Person lead, long unit) {
        return company.plugin.dispatch().agents(lead, unit).stream().map(AgentLoad::open).toList();
    }
}
