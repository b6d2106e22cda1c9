package io.trunkline.ui.importing;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.trunkline.ui.spi.Icons;

/// The four steps of an import and where it stands.
final class Stepper extends OrderedList {

    enum Step {
        UPLOAD("upload"),
        MAP("map"),
        CHECK("check"),
        RUN("run");

        private final String key;

        Step(String key) {
            this.key = key;
        }
    }

    Stepper() {
        addClassName("tl-steps");
    }

    /// @param finished whether the step itself is done too
    void show(Step current, boolean finished) {
        removeAll();
        for (Step step : Step.values()) {
            boolean done = step.ordinal() < current.ordinal() || (step == current && finished);
            ListItem item = new ListItem();
            Span mark = Parts.words("tl-step-mark", "");
            if (done) {
                mark.add(Icons.of(Icons.CHECK));
                item.addClassName("done");
            } else {
                mark.setText(Integer.toString(step.ordinal() + 1));
            }
            Span words = new Span(Parts.text("import.step." + step.key));
            item.add(mark, words);
            if (step == current) {
                item.addClassName("current");
                item.getElement().setAttribute("aria-current", "step");
            }
            add(item);
        }
    }
}
