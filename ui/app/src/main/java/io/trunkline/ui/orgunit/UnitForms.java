package io.trunkline.ui.orgunit;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.orgunit.OrgTree;
import io.trunkline.tenancy.orgunit.UnitRecord;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Adds, renames, moves and closes units.
final class UnitForms {

    private final OrgTree tree;
    private final Consumer<Long> done;

    /// @param done called with the unit that was edited
    UnitForms(OrgTree tree, Consumer<Long> done) {
        this.tree = tree;
        this.done = done;
    }

    void add(UnitRecord parent) {
        TextField name = field("orgunit.name", "unit-name");
        TextField aliases = field("orgunit.aliases", "unit-aliases");
        aliases.setHelperText(Screens.text("orgunit.aliases.help"));
        Select<OrgUnit.Kind> kind = new Select<>();
        kind.setLabel(Screens.text("orgunit.kind"));
        kind.setItems(below(parent.unit().kind()));
        kind.setItemLabelGenerator(UnitForms::kindName);
        kind.addValueChangeListener(
                event -> aliases.setVisible(event.getValue() == OrgUnit.Kind.DISTRICT));
        kind.setValue(below(parent.unit().kind()).getLast());
        kind.setWidthFull();
        kind.setId("unit-kind");
        aliases.setVisible(kind.getValue() == OrgUnit.Kind.DISTRICT);
        new UnitDialog(
                        Screens.text("orgunit.add.title", parent.unit().name()),
                        Screens.text("orgunit.add"),
                        () -> {
                            UnitRecord made =
                                    tree.create(
                                            parent.id(),
                                            kind.getValue(),
                                            name.getValue(),
                                            aliases.isVisible()
                                                    ? list(aliases.getValue())
                                                    : List.of());
                            finish("orgunit.added", made);
                        },
                        kind,
                        name,
                        aliases)
                .open();
        name.focus();
    }

    void rename(UnitRecord unit) {
        TextField name = field("orgunit.name", "unit-name");
        name.setValue(unit.unit().name());
        TextField aliases = field("orgunit.aliases", "unit-aliases");
        aliases.setHelperText(Screens.text("orgunit.aliases.help"));
        aliases.setValue(String.join(", ", unit.aliases()));
        aliases.setVisible(unit.unit().kind() == OrgUnit.Kind.DISTRICT);
        new UnitDialog(
                        Screens.text("orgunit.rename.title", unit.unit().name()),
                        Screens.text("orgunit.rename"),
                        () ->
                                finish(
                                        "orgunit.renamed",
                                        tree.rename(
                                                unit.id(),
                                                unit.version(),
                                                name.getValue(),
                                                list(aliases.getValue()))),
                        name,
                        aliases)
                .open();
        name.focus();
    }

    void move(UnitRecord unit) {
        ComboBox<UnitRecord> target = new ComboBox<>(Screens.text("orgunit.move.to"));
        target.setItems(
                tree.all().stream()
                        .filter(one -> below(one.unit().kind()).contains(unit.unit().kind()))
                        .filter(one -> one.id() != unit.id())
                        .toList());
        target.setItemLabelGenerator(one -> one.unit().name());
        target.setWidthFull();
        target.setId("unit-target");
        new UnitDialog(
                        Screens.text("orgunit.move.title", unit.unit().name()),
                        Screens.text("orgunit.move"),
                        () -> {
                            UnitRecord parent = target.getValue();
                            if (parent == null) {
                                throw new PluginException(StandardErrorCode.INVALID, "");
                            }
                            finish(
                                    "orgunit.moved",
                                    tree.move(unit.id(), unit.version(), parent.id(), null));
                        },
                        new Paragraph(Screens.text("orgunit.move.why")),
                        target)
                .open();
        target.focus();
    }

    /// One place up or down among its siblings.
    void shift(UnitRecord unit, int by) {
        Long parent = unit.unit().parentId();
        if (parent == null) {
            return;
        }
        List<Long> siblings =
                tree.all().stream()
                        .filter(one -> Objects.equals(one.unit().parentId(), parent))
                        .map(UnitRecord::id)
                        .toList();
        int to = siblings.indexOf(unit.id()) + by;
        if (to >= 0 && to < siblings.size()) {
            tree.move(unit.id(), unit.version(), parent, to);
            done.accept(unit.id());
        }
    }

    void close(UnitRecord unit) {
        new UnitDialog(
                        Screens.text("orgunit.close.title", unit.unit().name()),
                        Screens.text("orgunit.close"),
                        () -> {
                            tree.close(unit.id(), unit.version());
                            Toasts.done(Screens.text("orgunit.closed", unit.unit().name()));
                            Long parent = unit.unit().parentId();
                            done.accept(parent == null ? unit.id() : parent);
                        },
                        new Paragraph(Screens.text("orgunit.close.why")))
                .open();
    }

    static String kindName(OrgUnit.Kind kind) {
        return Screens.text("orgunit.kind." + kind);
    }

    /// What may lie right below; empty below a team.
    static List<OrgUnit.Kind> below(OrgUnit.Kind kind) {
        return switch (kind) {
            case CITY -> List.of(OrgUnit.Kind.DISTRICT);
            case DISTRICT -> List.of(OrgUnit.Kind.GRID, OrgUnit.Kind.TEAM);
            case GRID -> List.of(OrgUnit.Kind.TEAM);
            case TEAM -> List.of();
        };
    }

    private void finish(String text, UnitRecord unit) {
        Toasts.done(Screens.text(text, unit.unit().name()));
        done.accept(unit.id());
    }

    private static TextField field(String key, String id) {
        TextField field = new TextField(Screens.text(key));
        field.setWidthFull();
        field.setId(id);
        return field;
    }

    private static List<String> list(String typed) {
        return Stream.of(typed.split("[,，、;；]"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }
}
