package io.trunkline.plugins.calltasks;

import io.trunkline.plugins.calltasks.batch.Batches;
import io.trunkline.plugins.calltasks.board.Board;
import io.trunkline.plugins.calltasks.database.Tables;
import io.trunkline.plugins.calltasks.dispatch.Dispatch;
import io.trunkline.plugins.calltasks.handover.Followers;
import io.trunkline.plugins.calltasks.work.Bin;
import io.trunkline.plugins.calltasks.work.Workbench;
import io.trunkline.spi.CustomerDeleted;
import io.trunkline.spi.CustomerRestored;
import io.trunkline.spi.OpenWork;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Route;
import io.trunkline.spi.Setting;
import io.trunkline.spi.Subscription;
import io.trunkline.spi.TrunklinePlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Call-task dispatch: customers become tasks, tasks are handed company → district → team → agent,
/// agents work them, supervisors watch.
public final class CallTasksPlugin implements TrunklinePlugin {

    private final Batches batches;
    private final Dispatch dispatch;
    private final Workbench workbench;
    private final Board board;
    private final Followers followers;
    private final Bin bin;

    public CallTasksPlugin(PluginContext context) {
        Tables tables = new Tables(context);
        batches = new Batches(context, tables);
        dispatch = new Dispatch(context, tables);
        workbench = new Workbench(context, tables);
        board = new Board(context, tables);
        followers = new Followers(context, tables);
        bin = new Bin(tables);
    }

    @Override
    public Set<Permission> permissions() {
        return CallTasksPermissions.ALL;
    }

    @Override
    public List<Setting<?>> settings() {
        return CallTasksSettings.ALL;
    }

    @Override
    public List<Route<?, ?>> routes() {
        return CallTasksRoutes.of(batches, dispatch, workbench, board);
    }

    @Override
    public List<Subscription<?>> subscriptions() {
        List<Subscription<?>> all = new ArrayList<>(followers.subscriptions());
        all.add(new Subscription<>(CustomerDeleted.class, bin::deleted));
        all.add(new Subscription<>(CustomerRestored.class, bin::restored));
        return List.copyOf(all);
    }

    @Override
    public List<OpenWork> openWork() {
        return followers.openWork();
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
