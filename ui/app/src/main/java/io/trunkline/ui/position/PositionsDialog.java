package io.trunkline.ui.position;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.RoleOption;
import io.trunkline.tenancy.position.Position;
import io.trunkline.tenancy.position.Positions;
import io.trunkline.ui.member.RoleNames;
import io.trunkline.ui.shell.Notice;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Positions on the left, the chosen one's name and roles on the right.
final class PositionsDialog extends Dialog {

    private final transient Positions positions;
    private final transient List<RoleOption> roles;
    private final transient Runnable done;
    private final boolean editable = TenantRunner.current().may(CorePermissions.ROLE_MANAGE);
    private final Grid<Position> grid = new Grid<>();
    private final Notice notice = new Notice();
    private final TextField key = new TextField(Screens.text("position.key"));
    private final TextField name = new TextField(Screens.text("position.name"));
    private final MultiSelectComboBox<RoleOption> given =
            new MultiSelectComboBox<>(Screens.text("position.roles"));
    private final Button save = new Button(Screens.text("position.save"));
    private final Button remove = new Button(Screens.text("position.remove"), Icons.of(Icons.X));
    private transient @Nullable Position chosen;

    PositionsDialog(Positions positions, List<RoleOption> roles, Runnable done) {
        this.positions = positions;
        this.roles = roles;
        this.done = done;
        setId("positions");
        setHeaderTitle(Screens.text("position.title"));
        setWidth("760px");
        addClassName("tl-dialog");
        columns();
        Div left = new Div(grid);
        left.addClassName("tl-positions-list");
        Div right = new Div(notice, name, key, given, buttons());
        right.addClassName("tl-positions-form");
        Div both = new Div(left, right);
        both.addClassName("tl-positions");
        add(new Paragraph(Screens.text("position.why")), both);
        given.setItems(roles);
        given.setItemLabelGenerator(role -> RoleNames.of(role));
        key.setHelperText(Screens.text("position.key.help"));
        name.setId("position-name");
        key.setId("position-key");
        given.setId("position-roles");
        Button close = new Button(Screens.text("position.close"), click -> close());
        getFooter().add(close);
        refresh();
        choose(null);
    }

    private void columns() {
        grid.addThemeNames("no-border");
        grid.addColumn(Position::name).setHeader(Screens.text("position.name")).setFlexGrow(2);
        grid.addColumn(position ->
                        roles.stream()
                                .filter(role -> position.roleIds().contains(role.id()))
                                .map(role -> RoleNames.of(role))
                                .collect(Collectors.joining(", ")))
                .setHeader(Screens.text("position.roles"))
                .setFlexGrow(2);
        grid.addColumn(Position::members)
                .setHeader(Screens.text("position.members"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("76px")
                .setFlexGrow(0);
        grid.asSingleSelect().addValueChangeListener(event -> choose(event.getValue()));
        grid.setEmptyStateText(Screens.text("position.none"));
        grid.setSizeFull();
    }

    private Div buttons() {
        save.addThemeName("primary");
        save.setId("position-save");
        save.addClickListener(click -> save());
        remove.addClickListener(click -> remove());
        Button fresh =
                new Button(
                        Screens.text("position.new"),
                        Icons.of(Icons.PLUS),
                        click -> grid.deselectAll());
        Div buttons = new Div(fresh, remove, save);
        buttons.addClassName("tl-row");
        buttons.setVisible(editable);
        return buttons;
    }

    private void choose(@Nullable Position position) {
        chosen = position;
        notice.hide();
        name.setValue(position == null ? "" : position.name());
        key.setValue(position == null ? "" : position.key());
        key.setReadOnly(position != null || !editable);
        name.setReadOnly(!editable);
        given.setReadOnly(!editable);
        given.setValue(
                roles.stream()
                        .filter(role -> position != null && position.roleIds().contains(role.id()))
                        .collect(Collectors.toSet()));
        save.setText(Screens.text(position == null ? "position.add" : "position.save"));
        remove.setVisible(position != null && position.members() == 0);
    }

    private void save() {
        Position before = chosen;
        List<Long> wanted = given.getValue().stream().map(RoleOption::id).toList();
        try {
            Position after =
                    before == null
                            ? positions.create(key.getValue(), name.getValue(), wanted)
                            : positions.update(
                                    before.id(), before.version(), name.getValue(), wanted);
            refresh();
            grid.select(after);
            choose(after);
            notice.say("ok", Screens.text("position.saved", after.name(), after.members()));
            done.run();
        } catch (PluginException refused) {
            notice.refused(refused);
        }
    }

    private void remove() {
        Position before = chosen;
        if (before == null) {
            return;
        }
        try {
            positions.remove(before.id(), before.version());
            refresh();
            choose(null);
        } catch (PluginException refused) {
            notice.refused(refused);
        }
    }

    private void refresh() {
        grid.setItems(positions.all());
    }
}
