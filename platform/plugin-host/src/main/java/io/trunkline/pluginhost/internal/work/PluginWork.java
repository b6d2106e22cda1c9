package io.trunkline.pluginhost.internal.work;

import io.trunkline.pluginhost.internal.call.Failures;
import io.trunkline.pluginhost.internal.call.HostSession;
import io.trunkline.pluginhost.internal.call.TimeLimit;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.spi.OpenWork;
import io.trunkline.spi.TenantSession;
import io.trunkline.tenancy.ModuleSettings;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.work.WorkCount;
import io.trunkline.tenancy.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/// The open work of the plugins a tenant has enabled. One that cannot answer fails the question:
/// nobody leaves and nothing is closed on a guess.
@ApplicationScoped
public class PluginWork implements WorkSource {

    private final Generations generations;
    private final ModuleSettings modules;
    private final TimeLimit limit;

    PluginWork(Generations generations, ModuleSettings modules, TimeLimit limit) {
        this.generations = generations;
        this.modules = modules;
        this.limit = limit;
    }

    @Override
    public List<WorkCount> ofMember(long memberId) {
        return ask((work, session) -> work.ofMember(session, memberId));
    }

    @Override
    public List<WorkCount> inUnit(long orgUnitId) {
        return ask((work, session) -> work.inUnit(session, orgUnitId));
    }

    private List<WorkCount> ask(Question question) {
        int tenant = TenantRunner.current().tenant().id();
        List<WorkCount> counts = new ArrayList<>();
        for (String plugin : modules.enabled()) {
            if (generations.find(plugin, tenant).isEmpty()) {
                continue;
            }
            Generation generation = generations.enter(plugin, tenant);
            try {
                for (OpenWork work : generation.declared().openWork()) {
                    counts.add(
                            new WorkCount(plugin, work.kind(), count(generation, work, question)));
                }
            } finally {
                generation.leave();
            }
        }
        return counts;
    }

    private long count(Generation generation, OpenWork work, Question question) {
        Session session = TenantRunner.current();
        try (HostSession handed =
                new HostSession(session, generation.number(), generation.settings())) {
            return generation.threads().call(() -> count(generation, handed, work, question));
        }
    }

    private long count(
            Generation generation, HostSession handed, OpenWork work, Question question) {
        TimeLimit.Running running = limit.start();
        try (running) {
            return question.count(work, handed);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw Failures.of(e, generation + " open work", running.late());
        }
    }

    @FunctionalInterface
    private interface Question {
        long count(OpenWork work, TenantSession session);
    }
}
