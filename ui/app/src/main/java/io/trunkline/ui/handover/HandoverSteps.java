package io.trunkline.ui.handover;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;

/// The steps of a handover and where it stands.
final class HandoverSteps extends OrderedList {

    enum Step {
        WHAT,
        WHO,
        RUN
    }

    HandoverSteps() {
        addClassName("tl-steps");
    }

    /// @param finished whether the step itself is done too
    void show(Step current, boolean finished) {
        removeAll();
        for (Step step : Step.values()) {
            boolean done = step.compareTo(current) < 0 || (step == current && finished);
            Span mark = new Span();
            mark.addClassName("tl-step-mark");
            ListItem item = new ListItem(mark, new Span(Screens.text("handover.step." + step)));
            if (done) {
                mark.add(Icons.of(Icons.CHECK));
                item.addClassName("done");
            } else {
                mark.setText(Integer.toString(step.ordinal() + 1));
            }
            if (step == current) {
                item.addClassName("current");
                item.getElement().setAttribute("aria-current", "step");
            }
            add(item);
        }
    }
}
