package io.trunkline.ui.importing;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import io.trunkline.core.importing.ImportJob;
import io.trunkline.ui.shell.ScreenTexts;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.spi.Icons;

/// A file that cannot be imported: why, that nothing was written, and what to do.
final class RefusedStep implements ImportStep {

    private final Component component;

    RefusedStep(ImportJob job) {
        Button again = Parts.primary("import-again", Parts.text("import.refused.again"));
        again.setIcon(Icons.of(Icons.UPLOAD));
        again.addClickListener(click -> UI.getCurrent().navigate(ImportsView.class));
        var state =
                States.empty(Icons.FILE_TEXT, Parts.text("import.refused.title"), why(job), again);
        state.addClassName("bad");
        state.setId("import-refused");
        state.getElement().setAttribute("role", "alert");
        state.add(
                Parts.muted(Parts.text("import.refused.safe")),
                Parts.muted(
                        Parts.text(
                                "import.refused.code",
                                job.problem() == null ? "" : job.problem())));
        component = state;
    }

    private static String why(ImportJob job) {
        String key = "import.problem." + job.problem();
        return ScreenTexts.has(Screens.locale(), key)
                ? Parts.text(key, job.problemArguments().toArray())
                : Parts.text("import.failed");
    }

    @Override
    public Component component() {
        return component;
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public boolean update(ImportJob job) {
        return job.state() == ImportJob.State.REFUSED;
    }
}
