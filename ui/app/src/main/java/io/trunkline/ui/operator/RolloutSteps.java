package io.trunkline.ui.operator;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.trunkline.pluginhost.PluginRollout;
import io.trunkline.pluginhost.PluginRollout.Step;
import io.trunkline.ui.spi.Icons;

/// The steps of a rollout, and the one it has reached.
final class RolloutSteps extends OrderedList {

    RolloutSteps(PluginRollout rollout) {
        addClassName("tl-steps");
        PluginWords words = PluginParts.words();
        for (int at = 0; at < rollout.steps().size(); at++) {
            Step step = rollout.steps().get(at);
            Span mark = PluginParts.span("tl-step-mark", "");
            Span name = new Span(words.step(step));
            if (!step.tenants().isEmpty()) {
                name.getElement().setAttribute("title", String.join(", ", step.tenants()));
            }
            ListItem item = new ListItem(mark, name);
            if (at < rollout.step()) {
                mark.add(Icons.of(Icons.CHECK));
                item.addClassName("done");
            } else {
                mark.setText(Integer.toString(at + 1));
            }
            if (at == rollout.step()) {
                item.addClassName("current");
                item.getElement().setAttribute("aria-current", "step");
            }
            add(item);
        }
    }
}
