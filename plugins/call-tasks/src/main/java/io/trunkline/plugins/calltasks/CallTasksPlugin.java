package io.trunkline.plugins.calltasks;

import io.trunkline.plugins.calltasks.batch.Batches;
import io.trunkline.plugins.calltasks.board.Board;
import io.trunkline.plugins.calltasks.dispatch.Dispatch;
import io.trunkline.plugins.calltasks.work.Workbench;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;
import java.util.Set;

/// Call-task dispatch: customers become tasks, tasks are handed company → district → team → agent,
/// agents work them, supervisors watch.
public final class CallTasksPlugin implements TrunklinePlugin {

    private final Batches batches;
    private final Dispatch dispatch;
    private final Workbench workbench;
    private final Board board;

    public CallTasksPlugin(PluginContext context) {
        batches = new Batches(context);
        dispatch = new Dispatch(context);
        workbench = new Workbench(context);
        board = new Board(context);
    }

    @Override
    public Set<Permission> permissions() {
        return CallTasksPermissions.ALL;
    }

    public Batches batches() {
        return batches;
    }

    public Dispatch dispatch() {
        return dispatch;
    }

    public Workbench workbench() {
        return workbench;
    }

    public Board board() {
        return board;
    }
}
