package io.trunkline.ui.shell;

import com.vaadin.flow.component.Component;

/// Something at the end of the navigation bar. A bean of this type is found and asked; so features
/// stand in the frame without the frame knowing them.
public interface NavbarPart {

    /// Smaller stands further left.
    int order();

    /// Made anew for each opened page, inside the session of the person who opened it.
    Component component();
}
