package io.trunkline.ui.operator;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Narrow;
import org.jspecify.annotations.Nullable;

/// A plan, line by line.
final class PlanGrid extends Grid<PlanLine> {

    PlanGrid() {
        setId("plan-lines");
        addThemeNames("no-border");
        setSelectionMode(SelectionMode.NONE);
        setSizeFull();
        addColumn(PlanLine::tenant)
                .setHeader(Screens.text("operator.audit.tenant"))
                .setWidth("120px")
                .setFlexGrow(0);
        addComponentColumn(PlanGrid::kind)
                .setHeader(Screens.text("operator.plan.what"))
                .setWidth("210px")
                .setFlexGrow(0);
        addColumn(line -> orNothing(line.item()))
                .setHeader(Screens.text("operator.plan.item"))
                .setTooltipGenerator(PlanLine::item);
        addColumn(line -> orNothing(line.field()))
                .setHeader(Screens.text("operator.plan.field"))
                .setWidth("150px")
                .setFlexGrow(0);
        addColumn(line -> orNothing(line.before()))
                .setHeader(Screens.text("operator.plan.before"))
                .setTooltipGenerator(PlanLine::before);
        addColumn(line -> after(line))
                .setHeader(Screens.text("operator.plan.after"))
                .setTooltipGenerator(line -> after(line));
        Narrow.keep(this, 0, 1, 2);
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "–" : text;
    }

    private static String after(PlanLine line) {
        String after = orNothing(line.after());
        return switch (line.kind()) {
            case REFUSED -> Screens.text("operator.plan.used-by", after);
            case NEW -> Screens.text("operator.plan.made", after);
            default -> after;
        };
    }

    private static Component kind(PlanLine line) {
        Span status = new Span(Screens.text("operator.plan.kind." + line.kind()));
        status.addClassNames(
                "tl-status",
                switch (line.kind()) {
                    case NEW, CREATE -> "ok";
                    case UPDATE -> "accent";
                    case DISABLE, DELETE -> "warn";
                    case REFUSED -> "bad";
                    case KEPT -> "off";
                });
        Div cell = new Div(status);
        cell.addClassName("tl-row");
        if (line.drift()) {
            Span drift = new Span(Screens.text("operator.plan.drift"));
            drift.addClassNames("tl-tag", "warn");
            drift.getElement().setAttribute("title", Screens.text("operator.plan.drift.why"));
            cell.add(drift);
        }
        return cell;
    }
}
