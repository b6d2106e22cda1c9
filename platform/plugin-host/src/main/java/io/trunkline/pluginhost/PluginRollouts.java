package io.trunkline.pluginhost;

import io.trunkline.pluginhost.PluginRollout.Reason;
import io.trunkline.pluginhost.PluginRollout.State;
import io.trunkline.pluginhost.PluginRollout.Step;
import io.trunkline.pluginhost.internal.rollout.Rollouts;
import io.trunkline.tenancy.operator.OperatorDatabase;
import io.trunkline.tenancy.operator.OperatorRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Releases that take another one's place tenant by tenant, for operators. What is rolled out goes
/// on by itself while it serves as well as the one before, and is taken back when it does not.
@ApplicationScoped
public class PluginRollouts {

    private final OperatorDatabase database;
    private final Rollouts rollouts;
    private final PluginHost host;

    PluginRollouts(OperatorDatabase database, Rollouts rollouts, PluginHost host) {
        this.database = database;
        this.rollouts = rollouts;
        this.host = host;
    }

    /// Begins: the first step's tenants are served by the release within seconds.
    ///
    /// @param steps as [PluginRollout#steps()]: named tenants at most once, then shares that grow
    ///   to 100
    /// @throws io.trunkline.spi.PluginException `RELEASE_UNKNOWN`, `ROLLOUT_STEPS`,
    ///   `ROLLOUT_TENANT`, `ROLLOUT_OPEN`, `ROLLOUT_POINTLESS` where nothing of it runs, where it
    ///   runs already, or where no tenant uses it; `RELEASE_TOO_OLD`, `RELEASE_TOO_NEW` where its
    ///   tables and those of the one that runs do not go together
    public PluginRollout start(
            String pluginId, String version, List<Step> steps, RolloutRules rules) {
        return change(handle -> rollouts.start(handle, pluginId, version, steps, rules));
    }

    /// Those of a plugin, the latest first, at most fifty.
    public List<PluginRollout> of(String pluginId) {
        return database.inTransaction(handle -> rollouts.of(handle, pluginId));
    }

    /// Those of all plugins that go on now.
    public List<PluginRollout> open() {
        return database.inTransaction(rollouts::open);
    }

    /// Keys of the tenants that use a plugin: those a step may name.
    public List<String> users(String pluginId) {
        return database.inTransaction(handle -> rollouts.users(handle, pluginId));
    }

    /// On to the next step, or to the end, whatever was seen of this one.
    ///
    /// @throws io.trunkline.spi.PluginException `ROLLOUT_UNKNOWN` where none goes on; so do all
    ///   that follow
    public PluginRollout next(String pluginId) {
        return change(handle -> rollouts.next(handle, pluginId));
    }

    /// It stays at its step; a fault still takes it back.
    public PluginRollout pause(String pluginId) {
        return change(handle -> rollouts.state(handle, pluginId, State.PAUSED));
    }

    public PluginRollout resume(String pluginId) {
        return change(handle -> rollouts.state(handle, pluginId, State.RUNNING));
    }

    /// The one before serves everyone again.
    public PluginRollout takeBack(String pluginId) {
        Reason reason =
                new Reason(Reason.Code.OPERATOR, List.of(OperatorRunner.current().username()));
        return change(handle -> rollouts.takeBack(handle, pluginId, reason));
    }

    private interface Change {
        PluginRollout of(Handle handle);
    }

    private PluginRollout change(Change change) {
        PluginRollout changed = database.inTransaction(change::of);
        host.wake();
        return changed;
    }
}
