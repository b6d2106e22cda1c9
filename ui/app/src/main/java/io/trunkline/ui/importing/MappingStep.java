package io.trunkline.ui.importing;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import io.trunkline.core.importing.ImportColumn;
import io.trunkline.core.importing.ImportField;
import io.trunkline.core.importing.ImportJob;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.FieldPolicy.Rule;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Keys;
import io.trunkline.ui.spi.Narrow;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What each column of the file is taken for, to be corrected before the dry run is believed.
final class MappingStep implements ImportStep {

    private static final Set<ImportField> REPEATABLE =
            EnumSet.of(ImportField.CUSTOM, ImportField.IGNORED);

    private final Div component = Parts.box("tl-import-split");
    private final Map<Integer, ImportField> chosen = new HashMap<>();
    private final Consumer<Map<Integer, ImportField>> check;
    private final Button run;
    private final Span problem = Parts.words("tl-import-problem", "");
    private final Grid<ImportColumn> grid = new Grid<>();
    private List<ImportColumn> columns;
    private long rows;
    private boolean checking;
    private boolean waiting;

    /// @param check called with the columns that were changed
    MappingStep(ImportJob job, Consumer<Map<Integer, ImportField>> check) {
        this.check = check;
        columns = job.columns();
        rows = job.rows();
        checking = job.state() == ImportJob.State.CHECKING;
        run = Parts.primary("import-check", "");
        run.setSuffixComponent(Parts.key("Ctrl ↵"));
        run.addClickListener(click -> go());
        problem.getElement().setAttribute("role", "status");
        problem.setId("import-mapping-problem");
        build();
        judge();
        Keys.of(component).on("ctrl+enter", this::go);
    }

    @Override
    public Component component() {
        return component;
    }

    @Override
    public boolean isLive() {
        return checking;
    }

    @Override
    public boolean update(ImportJob job) {
        checking = job.state() == ImportJob.State.CHECKING;
        if (!checking && job.state() != ImportJob.State.READY) {
            return false;
        }
        if (rows != job.rows()) {
            rows = job.rows();
            judge();
        }
        if (waiting && !checking) {
            waiting = false;
            check.accept(Map.copyOf(chosen));
        }
        return true;
    }

    private void build() {
        long recognised =
                columns.stream().filter(column -> !REPEATABLE.contains(column.field())).count();
        Div head =
                Parts.box(
                        "tl-bar-head",
                        Parts.box(
                                "tl-line-icon",
                                Icons.of(Icons.SPARKLES),
                                new Span(
                                        Parts.text(
                                                "import.map.guessed",
                                                recognised,
                                                columns.size()))));
        head.getChildren().findFirst().ifPresent(hint -> hint.addClassName("ok"));
        columns();
        Button back =
                Parts.button(
                        "import-back",
                        Parts.text("import.back.list"),
                        () -> component.getUI().ifPresent(ui -> ui.navigate(ImportsView.class)));
        Div foot = Parts.box("tl-foot", problem, Parts.spacer(), back, run);
        Div main = Parts.box("tl-import-main", head, grid);
        component.add(main, rules(), foot);
    }

    private void columns() {
        grid.setId("import-columns");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeNames("no-border");
        grid.setSizeFull();
        grid.addComponentColumn(column -> Parts.words("tl-strong", column.header()))
                .setHeader(Parts.text("import.map.column"))
                .setWidth("150px");
        grid.addColumn(MappingStep::samples)
                .setHeader(Parts.text("import.map.samples"))
                .setTooltipGenerator(MappingStep::samples)
                .setPartNameGenerator(column -> "muted")
                .setWidth("220px");
        grid.addComponentColumn(column -> Icons.of(Icons.ARROW_RIGHT))
                .setWidth("40px")
                .setFlexGrow(0);
        grid.addComponentColumn(this::target)
                .setHeader(Parts.text("import.map.target"))
                .setWidth("200px")
                .setFlexGrow(0);
        grid.addComponentColumn(this::handling)
                .setHeader(Parts.text("import.map.handling"))
                .setWidth("260px");
        Narrow.keep(grid, 0, 3);
        grid.setItems(columns);
    }

    private Select<ImportField> target(ImportColumn column) {
        Select<ImportField> select = new Select<>();
        FieldPolicy policy = TenantRunner.current().fields();
        select.setItems(
                Arrays.stream(ImportField.values())
                        .filter(field -> field.rule(policy, column.header()) == Rule.OPEN)
                        .toList());
        select.setItemLabelGenerator(field -> Parts.text("import.field." + field));
        select.setValue(fieldOf(column));
        select.setAriaLabel(Parts.text("import.map.target.aria", column.header()));
        select.setId("import-field-" + column.index());
        select.setWidthFull();
        select.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                choose(column, change.getValue());
            }
        });
        return select;
    }

    private Component handling(ImportColumn column) {
        ImportField field = fieldOf(column);
        String words = Parts.text("import.handling." + field, column.header());
        if (field == ImportField.IGNORED) {
            return Parts.words("tl-muted", words);
        }
        Div line = Parts.box("tl-line-icon", Icons.of(Icons.CIRCLE_CHECK), new Span(words));
        line.addClassName(field == ImportField.CUSTOM ? "vio" : "okay");
        if (chosen.containsKey(column.index()) || !column.guessed()) {
            line.add(Parts.words("tl-muted", Parts.text("import.handling.chosen")));
        }
        return line;
    }

    private static Div rules() {
        UnorderedList list = new UnorderedList();
        for (String rule : List.of("upsert", "name", "phone", "duplicate", "district", "custom")) {
            list.add(new ListItem(Parts.text("import.map.rules." + rule)));
        }
        return Parts.box("tl-import-side", new H2(Parts.text("import.map.rules.title")), list);
    }

    private void choose(ImportColumn column, ImportField field) {
        if (field == column.field()) {
            chosen.remove(column.index());
        } else {
            chosen.put(column.index(), field);
        }
        grid.getDataProvider().refreshItem(column);
        judge();
    }

    private void judge() {
        Optional<String> wrong = columns.isEmpty() ? Optional.empty() : problem();
        run.setEnabled(wrong.isEmpty());
        run.setText(
                rows == 0
                        ? Parts.text("import.map.run.unknown")
                        : Parts.text("import.map.run", rows));
        problem.setText(
                wrong.orElseGet(() ->
                        chosen.isEmpty() ? "" : Parts.text("import.map.changed", chosen.size())));
        problem.getClassNames().set("bad", wrong.isPresent());
    }

    private Optional<String> problem() {
        Map<ImportField, Long> uses =
                columns.stream()
                        .map(this::fieldOf)
                        .collect(Collectors.groupingBy(field -> field, Collectors.counting()));
        if (!uses.containsKey(ImportField.EXTERNAL_NUMBER)) {
            return Optional.of(Parts.text("import.map.missing.number"));
        }
        if (!uses.containsKey(ImportField.NAME)) {
            return Optional.of(Parts.text("import.map.missing.name"));
        }
        return uses.entrySet().stream()
                .filter(use -> use.getValue() > 1 && !REPEATABLE.contains(use.getKey()))
                .map(use -> Parts.text("import.field." + use.getKey()))
                .map(name -> Parts.text("import.map.twice", name))
                .findFirst();
    }

    private ImportField fieldOf(ImportColumn column) {
        return Objects.requireNonNullElse(chosen.get(column.index()), column.field());
    }

    private static String samples(ImportColumn column) {
        return column.samples().stream()
                .map(value -> value.isBlank() ? Parts.text("import.map.empty-value") : value)
                .collect(Collectors.joining(" / "));
    }

    /// Corrected columns need the first reading to be over; the page then goes on by itself.
    private void go() {
        if (!run.isEnabled()) {
            return;
        }
        if (checking && !chosen.isEmpty()) {
            waiting = true;
            run.setEnabled(false);
            run.setText(Parts.text("import.map.waiting"));
            return;
        }
        check.accept(Map.copyOf(chosen));
    }
}
