package io.trunkline.pluginhost.internal.rollout;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.pluginhost.NodeReport;
import io.trunkline.pluginhost.PluginRollout;
import io.trunkline.pluginhost.PluginRollout.Reason;
import io.trunkline.pluginhost.PluginRollout.State;
import io.trunkline.pluginhost.internal.call.CallCounts;
import io.trunkline.pluginhost.internal.catalogue.NodeTable;
import io.trunkline.pluginhost.internal.catalogue.ReleaseTable;
import io.trunkline.pluginhost.internal.catalogue.Wanted;
import io.trunkline.pluginhost.internal.rollout.RolloutTable.Row;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.operator.OperatorAudit;
import io.trunkline.tenancy.operator.OperatorDatabase;
import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.operator.OperatorSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes rollouts on to their next step, to their end, or back. Every node does, one at a time for
/// each rollout.
@ApplicationScoped
public class RolloutDriver {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutDriver.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Who did what no operator did, in the audit.
    private static final OperatorSession PLATFORM = new OperatorSession("platform");

    private final TenantDatabase database;
    private final OperatorDatabase operators;
    private final OperatorAudit audit;

    RolloutDriver(TenantDatabase database, OperatorDatabase operators, OperatorAudit audit) {
        this.database = database;
        this.operators = operators;
        this.audit = audit;
    }

    /// @return whether anything changed
    public boolean drive() {
        if (database.withoutTenant(RolloutTable::open).isEmpty()) {
            return false;
        }
        return OperatorRunner.call(
                PLATFORM,
                () ->
                        operators.inTransaction(handle -> {
                            boolean changed = false;
                            for (Row row : RolloutTable.lockIdle(handle)) {
                                changed |= drive(handle, row);
                            }
                            return changed;
                        }));
    }

    private boolean drive(Handle handle, Row row) {
        PluginRollout rollout = row.rollout();
        CallCounts fresh = CountTable.sum(handle, rollout.id(), true);
        CallCounts old = CountTable.sum(handle, rollout.id(), false);
        Optional<Reason> fault =
                unbuilt(handle, rollout).or(() -> Verdict.fault(rollout.rules(), fresh, old));
        if (fault.isPresent()) {
            takeBack(handle, rollout, fault.get());
            return true;
        }
        boolean due =
                rollout.state() == State.RUNNING
                        && row.heldSeconds() >= rollout.rules().holdSeconds()
                        && fresh.calls() - row.stepCalls() >= rollout.rules().leastCalls();
        if (due) {
            advance(handle, row, fresh.calls());
        }
        return due;
    }

    private static Optional<Reason> unbuilt(Handle handle, PluginRollout rollout) {
        return NodeTable.all(handle).stream()
                .filter(report -> report.pluginId().equals(rollout.pluginId()))
                .filter(report -> Objects.equals(report.rollout(), rollout.id()))
                .filter(report -> report.rolloutReason() != null)
                .findFirst()
                .map(RolloutDriver::reason);
    }

    private static Reason reason(NodeReport report) {
        return new Reason(
                Reason.Code.NODE, List.of(report.node(), String.valueOf(report.rolloutReason())));
    }

    /// To the next step that serves more, or to the end.
    ///
    /// @param calls into the release until now
    void advance(Handle handle, Row row, long calls) {
        PluginRollout rollout = row.rollout();
        int last = rollout.steps().size() - 1;
        if (rollout.step() == last) {
            finish(handle, rollout);
            return;
        }
        var users = RolloutTable.users(handle, rollout.pluginId());
        int step = rollout.step();
        Set<Integer> grown = row.tenants();
        while (step < last && grown.equals(row.tenants())) {
            step++;
            grown = Cohorts.grown(rollout.id(), users, grown, rollout.steps().get(step));
        }
        RolloutTable.step(handle, rollout.id(), step, grown, calls);
        record(
                handle,
                "plugin.roll-out.step",
                rollout,
                Map.of("step", step + 1, "tenants", grown.size()));
        LOG.info(
                "{} {} is rolled out to {} tenants",
                rollout.pluginId(),
                rollout.version(),
                grown.size());
    }

    private void finish(Handle handle, PluginRollout rollout) {
        ReleaseTable.want(
                handle,
                rollout.pluginId(),
                Wanted.Kind.RELEASE,
                rollout.version(),
                OperatorRunner.current().username());
        RolloutTable.state(handle, rollout.id(), State.FINISHED);
        record(handle, "plugin.roll-out.finish", rollout, Map.of("from", rollout.from()));
        LOG.info("{} {} is rolled out to everyone", rollout.pluginId(), rollout.version());
    }

    void takeBack(Handle handle, PluginRollout rollout, Reason reason) {
        RolloutTable.end(handle, rollout.id(), State.TAKEN_BACK, reason);
        record(
                handle,
                "plugin.roll-out.back",
                rollout,
                Map.of("reason", reason.code().name(), "arguments", reason.arguments()));
        LOG.warn(
                "{} {} is taken back from {} tenants: {} {}",
                rollout.pluginId(),
                rollout.version(),
                rollout.tenants(),
                reason.code(),
                reason.arguments());
    }

    /// @param about further facts; steps are counted from 1, as they are shown
    void record(Handle handle, String action, PluginRollout rollout, Map<String, Object> about) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("plugin", rollout.pluginId()).put("version", rollout.version());
        about.forEach((name, value) -> facts.set(name, JSON.valueToTree(value)));
        audit.record(handle, action, null, null, facts.toString());
    }
}
