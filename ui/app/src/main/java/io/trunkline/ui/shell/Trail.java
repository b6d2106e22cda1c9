package io.trunkline.ui.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page that says where it is. The layout draws the trail in the navigation bar; its last step is
/// the page's title.
public interface Trail {

    /// @param route where the step leads; null for the page itself
    record Step(String text, @Nullable String route) {}

    /// Asked after every navigation to the page, and by [MainLayout#refreshTrail()].
    List<Step> trail();

    /// Whether the page needs the width: the drawer shrinks to a rail.
    default boolean rail() {
        return false;
    }
}
