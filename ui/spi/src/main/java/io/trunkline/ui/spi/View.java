package io.trunkline.ui.spi;

import com.vaadin.flow.component.Component;
import io.trunkline.spi.Permission;
import org.jspecify.annotations.Nullable;

/// A page of a plugin at `p/{plugin}/{path}`.
///
/// @param path one segment, lower case with hyphens
/// @param titleKey key of the page's title in the plugin's texts; also the menu entry's text
/// @param menu its entry in the plugin's menu group; null for none
/// @param permission without it the page is refused and the entry absent
/// @param rail true for a page that needs the width: the drawer shrinks to a rail
/// @param factory called for each opening, on the UI thread
public record View(
        String path,
        String titleKey,
        @Nullable MenuEntry menu,
        Permission permission,
        boolean rail,
        Factory factory) {

    /// @param icon a name of [Icons]
    /// @param order position in the group, small first
    public record MenuEntry(String icon, int order) {}

    @FunctionalInterface
    public interface Factory {
        /// @return the page: a component with the class `tl-view`
        Component create(ViewContext context);
    }
}
