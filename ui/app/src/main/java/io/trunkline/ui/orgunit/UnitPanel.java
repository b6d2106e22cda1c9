package io.trunkline.ui.orgunit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.treegrid.TreeGrid;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.orgunit.OrgTree;
import io.trunkline.tenancy.orgunit.UnitRecord;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tree, as far as the session reaches, and what can be done with the chosen unit.
final class UnitPanel extends Div {

    private final transient OrgTree tree;
    private final transient UnitForms forms;
    private final transient Consumer<UnitRecord> chosen;
    private final TreeGrid<UnitRecord> grid = new TreeGrid<>();
    private final Div steps = new Div();
    private transient @Nullable UnitRecord current;

    /// @param chosen called with the unit that is looked at
    UnitPanel(OrgTree tree, Consumer<UnitRecord> chosen) {
        this.tree = tree;
        this.chosen = chosen;
        this.forms = new UnitForms(tree, this::refresh);
        addClassName("tl-panel");
        H2 title = new H2(Screens.text("orgunit.tree"));
        Div head = new Div(title);
        head.addClassName("tl-head");
        columns();
        steps.addClassNames("tl-toolbar", "tl-unit-steps");
        add(head);
        if (TenantRunner.current().may(CorePermissions.ORG_EDIT)) {
            add(steps);
        }
        add(grid);
    }

    /// Reads the tree anew and looks at the unit, or at the top.
    void refresh(@Nullable Long id) {
        List<UnitRecord> units = reached();
        Set<Long> ids = units.stream().map(UnitRecord::id).collect(Collectors.toSet());
        Map<Long, List<UnitRecord>> below = new HashMap<>();
        for (UnitRecord unit : units) {
            Long parent = unit.unit().parentId();
            below.computeIfAbsent(
                            parent != null && ids.contains(parent) ? parent : 0L,
                            key -> new ArrayList<>())
                    .add(unit);
        }
        List<UnitRecord> roots = below.getOrDefault(0L, List.of());
        grid.setItems(roots, unit -> below.getOrDefault(unit.id(), List.of()));
        grid.expand(units);
        units.stream()
                .filter(unit -> Objects.equals(unit.id(), id))
                .findFirst()
                .or(() -> roots.stream().findFirst())
                .ifPresent(unit -> {
                    grid.select(unit);
                    choose(unit);
                });
    }

    /// What the session reaches, and what is below that: a unit just made is not yet among the
    /// units a session remembers.
    private List<UnitRecord> reached() {
        RowScope scope = TenantRunner.current().scope();
        Set<Long> reached = new HashSet<>();
        return tree.all().stream()
                .filter(unit ->
                        (scope.covers(unit.id()) || reached.contains(unit.unit().parentId()))
                                && reached.add(unit.id()))
                .toList();
    }

    private void columns() {
        grid.setId("units");
        grid.addThemeVariants(GridVariant.AURA_NO_BORDER);
        grid.addComponentHierarchyColumn(this::name)
                .setHeader(Screens.text("orgunit.name"))
                .setFlexGrow(1);
        grid.addColumn(unit -> unit.members() == 0 ? "–" : Integer.toString(unit.members()))
                .setHeader(Screens.text("orgunit.members"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("72px")
                .setFlexGrow(0);
        grid.asSingleSelect()
                .addValueChangeListener(event -> {
                    if (event.isFromClient() && event.getValue() != null) {
                        choose(event.getValue());
                    }
                });
        grid.setSizeFull();
    }

    private Component name(UnitRecord unit) {
        Div line = new Div(Icons.of(icon(unit.unit().kind())), new Span(unit.unit().name()));
        line.addClassName("tl-line-icon");
        line.getElement()
                .setAttribute(
                        "title",
                        UnitForms.kindName(unit.unit().kind())
                                + " "
                                + unit.unit().name()
                                + (unit.aliases().isEmpty()
                                        ? ""
                                        : " (" + String.join(", ", unit.aliases()) + ")"));
        // Left to the grid, a click on the name folds the branch and chooses nothing.
        line.getElement()
                .addEventListener(
                        "click",
                        click -> {
                            grid.select(unit);
                            choose(unit);
                        })
                .stopPropagation();
        return line;
    }

    private static String icon(OrgUnit.Kind kind) {
        return switch (kind) {
            case CITY -> Icons.NETWORK;
            case DISTRICT -> Icons.MAP_PIN;
            case GRID -> Icons.LAYERS;
            case TEAM -> Icons.USERS;
        };
    }

    private void choose(UnitRecord unit) {
        current = unit;
        steps.removeAll();
        boolean root = unit.unit().parentId() == null;
        if (!UnitForms.below(unit.unit().kind()).isEmpty()) {
            steps.add(step("orgunit.add", Icons.PLUS, "unit-add", () -> forms.add(unit)));
        }
        steps.add(icon("orgunit.rename", Icons.PENCIL, "unit-rename", () -> forms.rename(unit)));
        if (!root) {
            steps.add(
                    icon("orgunit.up", Icons.ARROW_UP, "unit-up", () -> forms.shift(unit, -1)),
                    icon("orgunit.down", Icons.ARROW_DOWN, "unit-down", () -> forms.shift(unit, 1)),
                    icon("orgunit.move", Icons.SHUFFLE, "unit-move", () -> forms.move(unit)),
                    icon("orgunit.close", Icons.BAN, "unit-close", () -> forms.close(unit)));
        }
        chosen.accept(unit);
    }

    @Nullable UnitRecord current() {
        return current;
    }

    private static Button step(String key, String icon, String id, Runnable action) {
        Button button = new Button(Screens.text(key), Icons.of(icon), click -> action.run());
        button.setId(id);
        return button;
    }

    private static Button icon(String key, String icon, String id, Runnable action) {
        Button button = new Button(Icons.of(icon), click -> action.run());
        button.addThemeName("tertiary");
        button.setAriaLabel(Screens.text(key));
        button.setTooltipText(Screens.text(key));
        button.setId(id);
        return button;
    }
}
