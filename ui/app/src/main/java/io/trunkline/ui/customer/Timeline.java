package io.trunkline.ui.customer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.core.interaction.Interaction;
import io.trunkline.core.interaction.Interactions;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.spi.Formats;
import io.trunkline.ui.spi.Icons;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened with a customer, newest first, by day; older entries on demand.
final class Timeline extends Div {

    private static final int PAGE = 30;

    private final Formats formats = Screens.formats();
    private final transient Interactions interactions;
    private final transient PluginGateway gateway;
    private final long customerId;
    private final Button older = new Button(Screens.text("customer.timeline.older"));
    private @Nullable LocalDate day;
    private long oldest = Long.MAX_VALUE;

    Timeline(Interactions interactions, PluginGateway gateway, long customerId) {
        this.interactions = interactions;
        this.gateway = gateway;
        this.customerId = customerId;
        addClassName("tl-timeline");
        older.addThemeName("tertiary");
        older.addClickListener(click -> more());
    }

    /// Begins anew from the newest entry.
    ///
    /// @return the newest entry, null for none
    @Nullable Interaction load() {
        removeAll();
        day = null;
        oldest = Long.MAX_VALUE;
        try {
            List<Interaction> page = next();
            if (page.isEmpty()) {
                add(
                        States.empty(
                                Icons.HISTORY,
                                Screens.text("customer.timeline.empty"),
                                Screens.text("customer.timeline.empty.why")));
                return null;
            }
            show(page);
            return page.getFirst();
        } catch (RuntimeException failed) {
            add(
                    States.error(
                            Screens.text("customer.timeline.failed"),
                            Failure.of(failed),
                            this::load));
            return null;
        }
    }

    private void more() {
        remove(older);
        show(next());
    }

    private List<Interaction> next() {
        return interactions.timeline(customerId, oldest, PAGE);
    }

    private void show(List<Interaction> page) {
        for (Interaction interaction : page) {
            LocalDate date = interaction.at().atZone(formats.zone()).toLocalDate();
            if (!date.equals(day)) {
                day = date;
                Span heading = new Span(formats.dayHeading(date));
                heading.addClassNames("tl-muted", "tl-day");
                add(heading);
            }
            add(new TimelineItem(interaction, outcome(interaction), formats));
            oldest = interaction.id();
        }
        if (page.size() == PAGE) {
            add(older);
        }
    }

    private String outcome(Interaction interaction) {
        return interaction.outcomeKey() == null
                ? ""
                : gateway.text(interaction.source(), formats.locale(), interaction.outcomeKey());
    }
}
