package io.trunkline.plugins.calltasks.ui.board;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.treegrid.TreeGrid;
import com.vaadin.flow.data.provider.hierarchy.TreeData;
import com.vaadin.flow.data.provider.hierarchy.TreeDataProvider;
import io.trunkline.plugins.calltasks.CallTasksPermissions;
import io.trunkline.plugins.calltasks.board.ProgressNode;
import io.trunkline.plugins.calltasks.board.ProgressNode.Kind;
import io.trunkline.plugins.calltasks.board.Totals;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Narrow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/// District → team → agent with their figures, those with overdue tasks first; the unmatched are a
/// row of their own.
final class ProgressTree extends TreeGrid<ProgressTree.Row> {

    private final transient Page page;
    private final transient Runnable allocate;
    private final TreeData<Row> data = new TreeData<>();
    private List<ProgressNode> shown = List.of();
    private boolean opened;

    /// @param allocate called to hand out the unmatched
    ProgressTree(Page page, Runnable allocate) {
        this.page = page;
        this.allocate = allocate;
        setId("board-tree");
        setSelectionMode(SelectionMode.NONE);
        addThemeNames("no-border");
        setSizeFull();
        setPartNameGenerator(row -> row.node().kind() == Kind.DISTRICT ? "group" : null);
        addComponentHierarchyColumn(this::name)
                .setHeader(page.text("ui.board.org"))
                .setWidth("180px")
                .setFlexGrow(2);
        figure("ui.board.given", Totals::total, "");
        addComponentColumn(this::progress)
                .setHeader(page.text("ui.progress"))
                .setWidth("150px")
                .setFlexGrow(1);
        figure("ui.done", Totals::done, "");
        addColumn(row -> percent(row.totals().connected(), row.totals().called(), row))
                .setHeader(page.text("ui.board.connected"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("78px")
                .setFlexGrow(0);
        figure("ui.success", Totals::success, "");
        figure("ui.overdue", Totals::overdue, "bad");
        addColumn(row -> row.node().pool() == 0 ? "" : page.number(row.node().pool()))
                .setHeader(page.text("ui.board.pool"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("78px")
                .setFlexGrow(0);
        addComponentColumn(this::action)
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("96px")
                .setFlexGrow(0);
        Narrow.keep(this, 0, 2, 6);
        setDataProvider(new TreeDataProvider<>(data));
        setEmptyStateText(page.text("ui.board.empty"));
    }

    void show(List<ProgressNode> nodes) {
        if (nodes.equals(shown)) {
            return;
        }
        shown = nodes;
        data.clear();
        List<Row> units =
                rows(nodes.stream().filter(node -> node.kind() != Kind.UNMATCHED).toList(), "");
        add(null, units);
        add(null, rows(nodes.stream().filter(node -> node.kind() == Kind.UNMATCHED).toList(), ""));
        getDataProvider().refreshAll();
        if (!opened && !units.isEmpty()) {
            opened = true;
            expand(units.stream().filter(ProgressTree::isBegun).toList());
        }
    }

    /// Whether something below was handed further.
    private static boolean isBegun(Row row) {
        return row.node().children().stream().anyMatch(child -> child.totals().total() > 0);
    }

    private void add(@org.jspecify.annotations.Nullable Row parent, List<Row> rows) {
        for (Row row : rows) {
            data.addItem(parent, row);
            add(row, rows(row.node().children(), row.key()));
        }
    }

    /// The most overdue first; otherwise in the order of the tree, so that rows do not jump about.
    private static List<Row> rows(List<ProgressNode> nodes, String parent) {
        List<ProgressNode> sorted = new ArrayList<>(nodes);
        sorted.sort(Comparator.comparingInt(node -> -node.totals().overdue()));
        return sorted.stream()
                .map(node -> new Row(parent + "/" + node.kind() + node.id(), node))
                .toList();
    }

    private void figure(String key, ToIntFunction<Totals> figure, String tone) {
        addComponentColumn(row -> figure(row, figure.applyAsInt(row.totals()), tone))
                .setHeader(page.text(key))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("66px")
                .setFlexGrow(0);
    }

    private Span figure(Row row, int value, String tone) {
        if (row.node().kind() == Kind.UNMATCHED && value == 0) {
            return Parts.words("tl-muted", "–");
        }
        Span figure = new Span(page.number(value));
        if (value > 0 && !tone.isEmpty()) {
            figure.addClassNames("tl-strong", tone);
        }
        return figure;
    }

    private static String percent(int part, int all, Row row) {
        return row.node().kind() == Kind.UNMATCHED ? "–" : Parts.percent(part, all);
    }

    private Component name(Row row) {
        return switch (row.node().kind()) {
            case UNMATCHED -> {
                var line = Parts.line(Icons.CIRCLE_QUESTION_MARK, page.text("ui.unmatched.row"));
                line.addClassNames("warn", "tl-strong");
                yield line;
            }
            case AGENT -> Parts.line(Icons.USER, row.node().name());
            default -> new Span(row.node().name());
        };
    }

    private Component progress(Row row) {
        Totals totals = row.totals();
        if (row.node().kind() == Kind.UNMATCHED) {
            return Parts.words("tl-muted", page.text("ui.unmatched.why"));
        }
        int all = totals.total() - totals.cancelled();
        String share = Parts.percent(totals.done(), all);
        return Parts.box(
                "tl-calls-progress",
                Parts.progress(totals, page.text("ui.progress.words", totals.done(), all, share)),
                Parts.words("tl-num", share));
    }

    private Component action(Row row) {
        if (row.node().kind() != Kind.UNMATCHED || !page.may(CallTasksPermissions.DISPATCH)) {
            return new Span();
        }
        return Parts.button("board-allocate", page.text("ui.allocate"), allocate);
    }

    /// @param key says which row it is, whatever its figures
    record Row(String key, ProgressNode node) {

        Totals totals() {
            return node.totals();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Row row && row.key.equals(key);
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }
    }
}
