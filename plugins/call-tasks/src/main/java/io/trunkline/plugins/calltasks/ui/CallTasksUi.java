package io.trunkline.plugins.calltasks.ui;

import io.trunkline.plugins.calltasks.CallTasksPermissions;
import io.trunkline.plugins.calltasks.CallTasksPlugin;
import io.trunkline.plugins.calltasks.ui.assign.AssignPage;
import io.trunkline.plugins.calltasks.ui.batch.BatchesPage;
import io.trunkline.plugins.calltasks.ui.board.BoardPage;
import io.trunkline.plugins.calltasks.ui.work.WorkbenchPage;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Panel;
import io.trunkline.ui.spi.UiPlugin;
import io.trunkline.ui.spi.View;
import io.trunkline.ui.spi.View.MenuEntry;
import io.trunkline.ui.spi.ViewContext;
import java.util.List;

/// The pages of the plugin and its panel on a customer's page.
public final class CallTasksUi implements UiPlugin {

    /// The platform's own: the panel is for everyone who may see the customer.
    private static final Permission SEE_CUSTOMER = new Permission("customer.view");

    private final PluginContext platform;
    private final CallTasksPlugin tasks;

    public CallTasksUi(PluginContext platform, CallTasksPlugin tasks) {
        this.platform = platform;
        this.tasks = tasks;
    }

    @Override
    public List<View> views() {
        return List.of(
                new View(
                        "workbench",
                        "ui.workbench.title",
                        new MenuEntry(Icons.HEADPHONES, 1),
                        CallTasksPermissions.WORK,
                        true,
                        view -> new WorkbenchPage(page(view))),
                new View(
                        "batches",
                        "ui.batches.title",
                        new MenuEntry(Icons.LAYERS, 2),
                        CallTasksPermissions.DISPATCH,
                        false,
                        view -> new BatchesPage(page(view))),
                new View(
                        "assign",
                        "ui.assign.title",
                        new MenuEntry(Icons.USER_CHECK, 3),
                        CallTasksPermissions.ASSIGN,
                        false,
                        view -> new AssignPage(page(view))),
                new View(
                        "board",
                        "ui.board.title",
                        new MenuEntry(Icons.RADAR, 4),
                        CallTasksPermissions.MONITOR,
                        false,
                        view -> new BoardPage(page(view))));
    }

    @Override
    public List<Panel> panels() {
        return List.of(
                new Panel(
                        "tasks",
                        "ui.panel.title",
                        Icons.HEADPHONES,
                        SEE_CUSTOMER,
                        (view, customerId) -> CustomerTasks.of(page(view), customerId)));
    }

    private Page page(ViewContext view) {
        return new Page(view, platform, tasks);
    }
}
