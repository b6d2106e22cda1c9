package io.trunkline.ui.importing;

import com.vaadin.flow.component.Component;
import io.trunkline.core.importing.ImportJob;

/// What one step of an import shows.
interface ImportStep {

    Component component();

    /// Whether the step waits for the import to go on.
    boolean isLive();

    /// Takes over the import's new figures.
    ///
    /// @return false when the import has moved on and another step is to be shown
    boolean update(ImportJob job);
}
