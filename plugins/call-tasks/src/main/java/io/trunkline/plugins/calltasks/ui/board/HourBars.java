package io.trunkline.plugins.calltasks.ui.board;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.trunkline.plugins.calltasks.board.HourTotals;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import java.util.List;

/// Today by the hour: calls, and those in which the customer agreed.
final class HourBars extends Div {

    private final transient Page page;
    private List<HourTotals> shown = List.of();

    HourBars(Page page) {
        this.page = page;
        addClassName("tl-calls-hours");
        setVisible(false);
    }

    void show(List<HourTotals> hours) {
        if (hours.equals(shown)) {
            return;
        }
        shown = hours;
        removeAll();
        setVisible(!hours.isEmpty());
        if (hours.isEmpty()) {
            return;
        }
        int calls = hours.stream().mapToInt(HourTotals::calls).sum();
        int success = hours.stream().mapToInt(HourTotals::success).sum();
        int most = Math.max(1, hours.stream().mapToInt(HourTotals::calls).max().orElse(1));
        Div bars = Parts.box("tl-calls-hour-bars");
        for (HourTotals hour : hours) {
            Div column =
                    Parts.box(
                            "tl-calls-hour",
                            Parts.box(
                                    "tl-calls-pair",
                                    bar("c1", hour.calls(), most),
                                    bar("c2", hour.success(), most)),
                            new Span(page.text("ui.board.hour", hour.hour())));
            column.setTitle(
                    page.text(
                            "ui.board.hour.words",
                            hour.hour(),
                            hour.calls(),
                            hour.connected(),
                            hour.success()));
            bars.add(column);
        }
        add(
                Parts.box(
                        "tl-calls-line",
                        new H2(page.text("ui.board.hours")),
                        Parts.words("tl-muted", page.text("ui.board.hours.sum", calls, success)),
                        Parts.spacer(),
                        Parts.words("tl-calls-key c1", page.text("ui.board.calls")),
                        Parts.words("tl-calls-key c2", page.text("ui.success"))),
                bars);
    }

    private Div bar(String colour, int value, int most) {
        Div bar = Parts.box("tl-calls-column " + colour);
        bar.getStyle().setHeight(100.0 * value / most + "%");
        bar.add(new Span(value == 0 ? "" : page.number(value)));
        return bar;
    }
}
