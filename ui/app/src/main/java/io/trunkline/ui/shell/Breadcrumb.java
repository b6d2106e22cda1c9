package io.trunkline.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;
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
        for (Trail.Step step : trail) {
            ListItem item = new ListItem();
            if (step.route() == null) {
                H1 title = new H1(step.text());
                title.getElement().setAttribute("aria-current", "page");
                item.add(title);
            } else {
                Anchor link = new Anchor(step.route(), step.text());
                link.setRouterIgnore(false);
                item.add(link, Icons.of(Icons.CHEVRON_RIGHT));
            }
            steps.add(item);
        }
    }
}
