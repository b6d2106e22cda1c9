package io.trunkline.ui.importing;

import com.vaadin.flow.component.html.Div;
import io.trunkline.core.importing.ImportJob;

/// The figures of an import: what it will do, or did.
final class CountsRow extends Div {

    private transient ImportJob.@org.jspecify.annotations.Nullable Counts shown;

    CountsRow() {
        addClassName("tl-figures");
        getElement().setAttribute("aria-live", "polite");
        setId("import-counts");
    }

    /// @param done whether it has been imported already
    void show(ImportJob.Counts counts, boolean done) {
        if (counts.equals(shown)) {
            return;
        }
        shown = counts;
        removeAll();
        String tense = done ? ".done" : "";
        add(
                figure("created", tense, counts.created(), "ok"),
                figure("updated", tense, counts.updated(), "ok"),
                figure("unchanged", "", counts.unchanged(), ""),
                figure("warned", "", counts.warned(), "warn"),
                figure("unmatched", "", counts.unmatched(), "warn"),
                figure("refused", "", counts.refused(), "bad"));
    }

    private static Div figure(String key, String tense, long value, String tone) {
        return Parts.figure(
                "import-count-" + key,
                Parts.text("import.count." + key + tense),
                value,
                tone,
                Parts.text("import.count." + key + ".hint"));
    }
}
