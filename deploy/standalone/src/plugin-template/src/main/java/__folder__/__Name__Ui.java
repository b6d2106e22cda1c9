package __package__;

import io.trunkline.spi.PluginContext;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Panel;
import io.trunkline.ui.spi.UiPlugin;
import io.trunkline.ui.spi.View;
import java.util.List;

/// What the plugin adds to the screens. Left out on a node that serves the API alone.
public class __Name__Ui implements UiPlugin {

    private final Notes notes;

    public __Name__Ui(PluginContext context, __Name__Plugin plugin) {
        this.notes = plugin.notes();
    }

    @Override
    public List<View> views() {
        return List.of(
                new View(
                        "notes",
                        "view.notes",
                        new View.MenuEntry(Icons.NOTEBOOK_PEN, 10),
                        __Name__Plugin.USE,
                        false,
                        page -> new NotesView(page, notes)));
    }

    @Override
    public List<Panel> panels() {
        return List.of(
                new Panel(
                        "note",
                        "panel.note",
                        Icons.NOTEBOOK_PEN,
                        __Name__Plugin.USE,
                        (page, customerId) -> NotePanel.of(page, notes, customerId)));
    }
}
