package io.trunkline.plugins.calltasks.handover;

import io.trunkline.plugins.calltasks.database.Tables;
import io.trunkline.spi.OpenWork;
import io.trunkline.spi.OrgUnitChanged;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Subscription;
import io.trunkline.spi.WorkHandedOver;
import java.util.List;

/// What the plugin hears of people and teams that change, and what it says of their open work.
public final class Followers {

    private final LeaverTasks leaver;
    private final MovedTeamTasks moved;
    private final List<OpenWork> openWork;

    public Followers(PluginContext context, Tables tables) {
        this.leaver = new LeaverTasks(context, tables);
        this.moved = new MovedTeamTasks(context, tables);
        this.openWork = OpenTasks.of(tables);
    }

    public List<Subscription<?>> subscriptions() {
        return List.of(
                new Subscription<>(WorkHandedOver.class, leaver::on),
                new Subscription<>(OrgUnitChanged.class, moved::on));
    }

    public List<OpenWork> openWork() {
        return openWork;
    }
}
