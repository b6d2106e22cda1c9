package io.trunkline.plugins.calltasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.plugins.calltasks.dispatch.TeamShare;
import io.trunkline.plugins.calltasks.work.CallTask;
import io.trunkline.plugins.calltasks.work.Disposition;
import io.trunkline.plugins.calltasks.work.Saved;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClaimingTest {

    private static PluginSchemaInTest schema;

    @BeforeAll
    static void openTables() throws Exception {
        schema = PluginSchemaInTest.fresh();
    }

    @Test
    void sixtyFourAgentsClaimTenThousandTasksEachOnce() throws Exception {
        Company company = new Company(schema, 1);
        company.customers(10_000, Company.NORTH);
        company.dispatched();
        Person lead = company.lead(Company.NORTH);
        List<Person> agents = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            agents.add(company.agent(Company.NORTH_A));
        }
        company.plugin
                .dispatch()
                .share(
                        lead,
                        new TeamShare(
                                null, Company.NORTH, List.of(Company.NORTH_A), List.of(), null));

        List<Long> claimed = new ArrayList<>();
        for (List<Long> some : atOnce(agents, agent -> workUntilNothingIsLeft(company, agent))) {
            claimed.addAll(some);
        }

        assertEquals(10_000, claimed.size());
        assertEquals(10_000, new HashSet<>(claimed).size());
    }

    @Test
    void oneAgentWithManyWindowsHoldsOneTask() throws Exception {
        Company company = new Company(schema, 2);
        company.customers(50, Company.NORTH);
        company.dispatched();
        Person agent = company.agent(Company.NORTH);

        Set<Long> held = new HashSet<>();
        for (List<Long> some :
                atOnce(
                        Collections.nCopies(16, agent),
                        one ->
                                List.of(
                                        company.plugin
                                                .workbench()
                                                .next(one)
                                                .map(CallTask::id)
                                                .orElseThrow()))) {
            held.addAll(some);
        }

        assertEquals(1, held.size());
        assertTrue(company.plugin.workbench().held(agent).isPresent());
    }

    private static List<Long> workUntilNothingIsLeft(Company company, Person agent) {
        List<Long> claimed = new ArrayList<>();
        CallTask task = company.plugin.workbench().next(agent).orElse(null);
        while (task != null) {
            claimed.add(task.id());
            Saved saved =
                    company.plugin
                            .workbench()
                            .saveAndNext(agent, task.id(), Company.outcome(Disposition.AGREED));
            task = saved.next();
        }
        return claimed;
    }

    private static List<List<Long>> atOnce(List<Person> people, Work work) throws Exception {
        List<Callable<List<Long>>> calls = new ArrayList<>();
        for (Person person : people) {
            calls.add(() -> work.of(person));
        }
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<List<Long>> results = new ArrayList<>();
            for (Future<List<Long>> future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    private interface Work {
        List<Long> of(Person person);
    }
}
