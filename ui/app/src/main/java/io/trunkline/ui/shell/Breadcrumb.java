package io.trunkline.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.trunkline.ui.spi.Icons;
import java.util.List;

/// Where the page is; the last step is its title.
final class Breadcrumb extends Nav {

    private final OrderedList steps = new OrderedList();

    Breadcrumb() {
        addClassName("tl-breadcrumb");
        getElement().setAttribute("aria-label", Screens.text("shell.breadcrumb"));
        add(steps);
    }

    void show(List<Trail.Step> trail) {
        steps.removeAll();
        for (int at = 0; at < trail.size(); at++) {
            Trail.Step step = trail.get(at);
            ListItem item = new ListItem();
            if (at == trail.size() - 1) {
                H1 title = new H1(step.text());
                title.getElement().setAttribute("aria-current", "page");
                item.add(title);
            } else {
                item.add(before(step), Icons.of(Icons.CHEVRON_RIGHT));
            }
            steps.add(item);
        }
    }

    /// A group of the menu has no page of its own.
    private static Component before(Trail.Step step) {
        if (step.route() == null) {
            return new Span(step.text());
        }
        Anchor link = new Anchor(step.route(), step.text());
        link.setRouterIgnore(false);
        return link;
    }
}
