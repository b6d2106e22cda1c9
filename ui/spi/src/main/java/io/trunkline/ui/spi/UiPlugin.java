package io.trunkline.ui.spi;

import java.util.List;

/// What a plugin adds to the screens.
///
/// Named in the manifest beside the plugin's entry class, so that the platform runs the plugin
/// without screens too. Its one public constructor takes the [io.trunkline.spi.PluginContext] and
/// the plugin's own entry object, in this order.
public interface UiPlugin {

    /// Pages below `p/{plugin}/`.
    default List<View> views() {
        return List.of();
    }

    /// Boxes on a customer's page.
    default List<Panel> panels() {
        return List.of();
    }
}
