package io.trunkline.pluginhost.internal.rollout;

import io.trunkline.pluginhost.PluginError;
import io.trunkline.pluginhost.PluginRollout;
import io.trunkline.pluginhost.PluginRollout.Calls;
import io.trunkline.pluginhost.PluginRollout.Reason;
import io.trunkline.pluginhost.PluginRollout.State;
import io.trunkline.pluginhost.PluginRollout.Step;
import io.trunkline.pluginhost.RolloutRules;
import io.trunkline.pluginhost.internal.call.CallCounts;
import io.trunkline.pluginhost.internal.catalogue.ReleaseTable;
import io.trunkline.pluginhost.internal.catalogue.TablesTable;
import io.trunkline.pluginhost.internal.catalogue.Wanted;
import io.trunkline.pluginhost.internal.release.BundledReleases;
import io.trunkline.pluginhost.internal.rollout.RolloutTable.Row;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.operator.OperatorRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What an operator does with rollouts, in her transaction.
@ApplicationScoped
public class Rollouts {

    private static final int MOST_STEPS = 20;
    private static final int MOST_NAMED = 1_000;
    private static final double SLOW = 0.95;

    private final BundledReleases bundled;
    private final RolloutDriver driver;

    Rollouts(BundledReleases bundled, RolloutDriver driver) {
        this.bundled = bundled;
        this.driver = driver;
    }

    public PluginRollout start(
            Handle handle, String pluginId, String version, List<Step> steps, RolloutRules rules) {
        checkSteps(steps);
        ReleaseTable.lock(handle, pluginId);
        if (ReleaseTable.find(handle, pluginId, version).isEmpty()) {
            throw new PluginException(PluginError.RELEASE_UNKNOWN, pluginId + " " + version);
        }
        if (RolloutTable.isOpen(handle, pluginId)) {
            throw new PluginException(PluginError.ROLLOUT_OPEN);
        }
        Wanted from =
                ReleaseTable.wanted(handle, pluginId)
                        .orElseGet(() -> new Wanted(pluginId, Wanted.Kind.BUNDLED, null, 0));
        String fromVersion =
                from.version() == null ? bundled.version(pluginId).orElse("") : from.version();
        Map<String, Integer> users = RolloutTable.users(handle, pluginId);
        if (from.kind() == Wanted.Kind.NONE
                || fromVersion.isEmpty()
                || version.equals(from.version())
                || users.isEmpty()) {
            throw new PluginException(PluginError.ROLLOUT_POINTLESS, pluginId, version);
        }
        TablesTable.requireFit(handle, pluginId, fromVersion, version);
        long id =
                RolloutTable.insert(
                        handle,
                        from,
                        fromVersion,
                        version,
                        steps,
                        rules,
                        OperatorRunner.current().username());
        Set<Integer> first = Cohorts.grown(id, users, Set.of(), steps.getFirst());
        RolloutTable.step(handle, id, 0, first, 0);
        PluginRollout begun = open(handle, pluginId).rollout();
        driver.record(handle, "plugin.roll-out", begun, Map.of("from", fromVersion));
        return begun;
    }

    /// Named tenants first, if at all, then shares that grow to everyone.
    private static void checkSteps(List<Step> steps) {
        boolean fine = !steps.isEmpty() && steps.size() <= MOST_STEPS;
        int before = 0;
        for (int at = 0; at < steps.size() && fine; at++) {
            Step step = steps.get(at);
            boolean named = !step.tenants().isEmpty();
            fine =
                    named
                            ? at == 0 && step.percent() == 0 && step.tenants().size() <= MOST_NAMED
                            : step.percent() > before && step.percent() <= Cohorts.ALL;
            before = step.percent();
        }
        if (!fine || before != Cohorts.ALL) {
            throw new PluginException(PluginError.ROLLOUT_STEPS);
        }
    }

    public List<PluginRollout> of(Handle handle, String pluginId) {
        return RolloutTable.of(handle, pluginId).stream()
                .map(row -> counted(handle, row.rollout()))
                .toList();
    }

    public List<PluginRollout> open(Handle handle) {
        return RolloutTable.openRows(handle).stream()
                .map(row -> counted(handle, row.rollout()))
                .toList();
    }

    public List<String> users(Handle handle, String pluginId) {
        return List.copyOf(RolloutTable.users(handle, pluginId).keySet());
    }

    public PluginRollout next(Handle handle, String pluginId) {
        Row row = open(handle, pluginId);
        driver.advance(handle, row, CountTable.sum(handle, row.rollout().id(), true).calls());
        return latest(handle, pluginId);
    }

    /// @param state RUNNING or PAUSED
    public PluginRollout state(Handle handle, String pluginId, State state) {
        PluginRollout rollout = open(handle, pluginId).rollout();
        RolloutTable.state(handle, rollout.id(), state);
        driver.record(
                handle,
                state == State.PAUSED ? "plugin.roll-out.pause" : "plugin.roll-out.resume",
                rollout,
                Map.of("step", rollout.step() + 1));
        return latest(handle, pluginId);
    }

    public PluginRollout takeBack(Handle handle, String pluginId, Reason reason) {
        driver.takeBack(handle, open(handle, pluginId).rollout(), reason);
        return latest(handle, pluginId);
    }

    private static Row open(Handle handle, String pluginId) {
        return RolloutTable.lock(handle, pluginId)
                .orElseThrow(() -> new PluginException(PluginError.ROLLOUT_UNKNOWN, pluginId));
    }

    private PluginRollout latest(Handle handle, String pluginId) {
        return of(handle, pluginId).getFirst();
    }

    private static PluginRollout counted(Handle handle, PluginRollout one) {
        return new PluginRollout(
                one.id(),
                one.pluginId(),
                one.version(),
                one.from(),
                one.steps(),
                one.step(),
                one.tenants(),
                one.rules(),
                one.state(),
                one.reason(),
                calls(CountTable.sum(handle, one.id(), true)),
                calls(CountTable.sum(handle, one.id(), false)),
                one.startedAt(),
                one.startedBy(),
                one.stepAt(),
                one.endedAt());
    }

    private static Calls calls(CallCounts counts) {
        return new Calls(
                counts.calls(), counts.failures(), counts.calls() == 0 ? 0 : counts.within(SLOW));
    }
}
