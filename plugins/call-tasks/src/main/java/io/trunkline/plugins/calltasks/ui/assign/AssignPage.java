package io.trunkline.plugins.calltasks.ui.assign;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import io.trunkline.plugins.calltasks.board.Progress;
import io.trunkline.plugins.calltasks.board.ProgressNode;
import io.trunkline.plugins.calltasks.board.ProgressNode.Kind;
import io.trunkline.plugins.calltasks.ui.BatchChoice;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import io.trunkline.ui.spi.Icons;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A lead hands the tasks of her district to teams and agents: units with what waits in them on the
/// left, the agents of the chosen one on the right.
public final class AssignPage extends Div {

    private static final int POLL_MILLIS = 10_000;

    private final transient Page page;
    private final BatchChoice batch;
    private final Div units = Parts.box("tl-calls-units");
    private final Div right = Parts.box("tl-panel");
    private transient @Nullable Progress shown;
    private @Nullable Long chosen;

    public AssignPage(Page page) {
        this.page = page;
        batch = new BatchChoice(page, this::refresh);
        addClassNames("tl-view", "tl-calls-page", "tl-assign");
        setId("assign");
        units.getElement().setAttribute("role", "group");
        add(
                Parts.box(
                        "tl-panel",
                        Parts.box("tl-head", new H2(page.text("ui.assign.units"))),
                        Parts.box("tl-pad tl-assign-batch", batch),
                        units),
                right);
        Page.poll(this, POLL_MILLIS, this::poll);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        refresh();
    }

    private void poll() {
        Progress fresh = page.tasks().board().progress(page.session(), batch.batchId());
        if (shown == null || !fresh.nodes().equals(shown.nodes())) {
            list(fresh);
        }
    }

    private void refresh() {
        page.attempt(() -> {
            Progress progress = page.tasks().board().progress(page.session(), batch.batchId());
            list(progress);
            detail(progress);
        });
    }

    private void list(Progress progress) {
        shown = progress;
        units.removeAll();
        for (ProgressNode district : districts(progress)) {
            units.add(row(district, ""));
            district.children().stream()
                    .filter(child -> child.kind() == Kind.TEAM)
                    .forEach(team -> units.add(row(team, "team")));
        }
    }

    private NativeButton row(ProgressNode node, String level) {
        int waiting = pool(node);
        NativeButton row = new NativeButton();
        row.setId("unit-" + node.id());
        row.addClassName("tl-calls-unit");
        if (!level.isEmpty()) {
            row.addClassName(level);
        }
        row.getClassNames().set("current", chosen != null && chosen == node.id());
        Span count = Parts.words(waiting > 0 ? "tl-tag warn" : "tl-muted", page.number(waiting));
        count.setTitle(page.text("ui.assign.waiting"));
        row.add(new Span(node.name()), count);
        row.addClickListener(click -> {
            chosen = node.id();
            refresh();
        });
        return row;
    }

    private void detail(Progress progress) {
        Optional<ProgressNode> node = find(progress);
        right.removeAll();
        if (node.isEmpty()) {
            right.add(
                    Parts.state(
                            Icons.INBOX,
                            page.text("ui.assign.none"),
                            page.text("ui.assign.none.why")));
            return;
        }
        if (chosen == null || chosen != node.get().id()) {
            chosen = node.get().id();
            list(progress);
        }
        right.add(new AssignForm(page, node.get(), batch.batchId(), this::refresh));
    }

    /// The chosen unit, else the first in which something waits.
    private Optional<ProgressNode> find(Progress progress) {
        List<ProgressNode> all = new ArrayList<>();
        for (ProgressNode district : districts(progress)) {
            all.add(district);
            district.children().stream()
                    .filter(child -> child.kind() == Kind.TEAM)
                    .forEach(all::add);
        }
        return all.stream()
                .filter(node -> chosen != null && node.id() == chosen)
                .findFirst()
                .or(() -> all.stream().filter(node -> pool(node) > 0).findFirst())
                .or(() -> all.stream().findFirst());
    }

    private static List<ProgressNode> districts(Progress progress) {
        return progress.nodes().stream().filter(node -> node.kind() != Kind.UNMATCHED).toList();
    }

    /// What waits in a unit and below it.
    static int pool(ProgressNode node) {
        return node.pool() + node.children().stream().mapToInt(AssignPage::pool).sum();
    }
}
