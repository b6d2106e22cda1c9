package io.trunkline.plugins.calltasks.ui.batch;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import io.trunkline.plugins.calltasks.board.TaskPage;
import io.trunkline.plugins.calltasks.board.TaskQuery;
import io.trunkline.plugins.calltasks.dispatch.Allocation;
import io.trunkline.plugins.calltasks.dispatch.Handed;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import io.trunkline.plugins.calltasks.work.TaskItem;
import io.trunkline.spi.OrgUnit;
import io.trunkline.ui.spi.Icons;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Customers whose district is not known: chosen here and handed to one, customer and task alike.
final class UnmatchedList extends Div {

    private static final int SHOWN = 200;

    private final transient Page page;
    private final long batchId;
    private final transient Runnable changed;
    private final Div rows = Parts.box("tl-calls-unmatched-rows");
    private final Span count = Parts.words("tl-tag warn", "");
    private final Checkbox all;
    private final Select<OrgUnit> district = new Select<>();
    private final Button hand;
    private final Div foot;
    private final Set<Long> chosen = new LinkedHashSet<>();
    private List<TaskItem> tasks = List.of();
    private boolean more;

    UnmatchedList(Page page, long batchId, Runnable changed) {
        this.page = page;
        this.batchId = batchId;
        this.changed = changed;
        addClassName("tl-calls-unmatched");
        setId("unmatched");
        all = new Checkbox(page.text("ui.unmatched.all"));
        all.setId("unmatched-all");
        all.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                chooseAll(change.getValue());
            }
        });
        district.setId("unmatched-district");
        district.setAriaLabel(page.text("ui.district"));
        district.setPlaceholder(page.text("ui.unmatched.choose"));
        district.setItemLabelGenerator(unit -> unit == null ? "" : unit.name());
        district.addValueChangeListener(change -> judge());
        hand = Parts.button("unmatched-hand", "", Icons.MAP_PIN, this::hand);
        foot = Parts.box("tl-foot", district, Parts.spacer(), hand);
        add(
                Parts.box(
                        "tl-bar-head",
                        new H2(page.text("ui.unmatched.title")),
                        count,
                        Parts.spacer(),
                        all),
                rows,
                foot);
    }

    void show(List<OrgUnit> districts) {
        OrgUnit before = district.getValue();
        district.setItems(districts);
        if (before != null && districts.contains(before)) {
            district.setValue(before);
        }
        TaskPage found =
                page.tasks()
                        .board()
                        .tasks(page.session(), TaskQuery.unmatched(batchId, null, SHOWN));
        tasks = found.tasks();
        more = found.next() != null;
        chosen.clear();
        count.setText(page.number(tasks.size()) + (more ? "+" : ""));
        boolean none = tasks.isEmpty();
        foot.setVisible(!none);
        all.setVisible(!none);
        all.setValue(false);
        fill();
        judge();
    }

    private void fill() {
        rows.removeAll();
        if (tasks.isEmpty()) {
            rows.add(
                    Parts.state(
                            Icons.CIRCLE_CHECK,
                            page.text("ui.unmatched.none"),
                            page.text("ui.unmatched.none.why")));
            return;
        }
        tasks.forEach(task -> rows.add(row(task)));
    }

    private Checkbox row(TaskItem task) {
        String name =
                task.customerName().isEmpty()
                        ? page.text("ui.customer.hidden")
                        : task.customerName();
        Checkbox row = new Checkbox(name);
        row.setId("unmatched-" + task.id());
        row.setValue(chosen.contains(task.id()));
        row.addValueChangeListener(change -> {
            if (change.getValue()) {
                chosen.add(task.id());
            } else {
                chosen.remove(task.id());
            }
            judge();
        });
        return row;
    }

    private void chooseAll(boolean wanted) {
        chosen.clear();
        if (wanted) {
            tasks.forEach(task -> chosen.add(task.id()));
        }
        fill();
        judge();
    }

    private void judge() {
        OrgUnit unit = district.getValue();
        hand.setEnabled(unit != null && !chosen.isEmpty());
        hand.setText(
                unit == null
                        ? page.text("ui.unmatched.hand", chosen.size())
                        : page.text("ui.unmatched.hand-to", chosen.size(), unit.name()));
    }

    private void hand() {
        OrgUnit unit = district.getValue();
        if (unit == null || chosen.isEmpty()) {
            return;
        }
        boolean everything = chosen.size() == tasks.size();
        page.attempt(() -> {
            int moved = 0;
            Handed handed;
            do {
                handed =
                        page.tasks()
                                .dispatch()
                                .allocate(
                                        page.session(),
                                        new Allocation(
                                                batchId,
                                                everything && all.getValue()
                                                        ? List.of()
                                                        : List.copyOf(chosen),
                                                unit.id()));
                moved += handed.count();
            } while (handed.more());
            page.view().done(page.text("ui.unmatched.handed", moved, unit.name()));
        });
        changed.run();
    }
}
