package io.trunkline.ui.role;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.role.KnownPermission;
import io.trunkline.ui.role.RoleEditing.Change;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;
import java.util.Locale;

/// Areas by operations; each cell is a switch that shows how far the granted operation reaches.
class RightsMatrix extends Div {

    private final transient Rights rights;
    private final transient Runnable changed;

    RightsMatrix(Rights rights, Runnable changed) {
        this.rights = rights;
        this.changed = changed;
        addClassName("tl-matrix");
        getElement().setAttribute("role", "table");
        getElement().setAttribute("aria-label", Screens.text("role.matrix.label"));
    }

    void show(RoleEditing editing) {
        removeAll();
        Div head = row("tl-matrix-head");
        head.add(words("role.matrix.object"));
        Rights.COLUMNS.forEach(column -> head.add(words("role.column." + column)));
        head.add(words("role.column.other"));
        add(head);
        for (Rights.Group group : rights.groups(editing.permissions())) {
            add(title(group));
            group.areas().forEach(area -> add(row(area, editing)));
        }
    }

    private static Div title(Rights.Group group) {
        Div title = row("tl-matrix-group");
        boolean core = group.owner().equals(KnownPermission.CORE);
        Span name = new Span(group.title());
        name.addClassName("tl-strong");
        title.add(Icons.of(core ? Icons.LAYERS : Icons.PLUG), name);
        if (!core && !group.owner().isEmpty()) {
            Span mark = new Span(Screens.text("role.matrix.plugin"));
            mark.addClassName("tl-muted");
            title.add(mark);
        }
        return title;
    }

    private Div row(Rights.Area area, RoleEditing editing) {
        Div row = row("tl-matrix-row");
        Span name = new Span(area.title());
        name.getElement().setAttribute("role", "rowheader");
        row.add(name);
        for (String column : Rights.COLUMNS) {
            String key = area.byColumn().get(column);
            row.add(key == null ? absent() : cell(key, editing));
        }
        Div others = new Div();
        others.addClassName("tl-matrix-others");
        others.getElement().setAttribute("role", "cell");
        area.others().forEach(key -> others.add(chip(key, editing)));
        row.add(others);
        return row;
    }

    private NativeButton cell(String key, RoleEditing editing) {
        NativeButton cell = new NativeButton();
        cell.addClassName("tl-matrix-cell");
        toggle(
                cell,
                key,
                editing,
                () -> cell.setText(editing.grants(key) ? scopeName(editing.scope()) : "—"));
        return cell;
    }

    private NativeButton chip(String key, RoleEditing editing) {
        NativeButton chip = new NativeButton(rights.name(key));
        chip.addClassName("tl-matrix-chip");
        toggle(chip, key, editing, () -> {});
        return chip;
    }

    private void toggle(NativeButton toggle, String key, RoleEditing editing, Runnable painted) {
        toggle.setId("right-" + key.replace('.', '-'));
        toggle.getElement().setAttribute("title", rights.name(key) + " (" + key + ")");
        toggle.addClickListener(click -> {
            editing.grant(key, !editing.grants(key));
            paint(toggle, key, editing);
            painted.run();
            changed.run();
        });
        paint(toggle, key, editing);
        painted.run();
    }

    private void paint(NativeButton toggle, String key, RoleEditing editing) {
        boolean granted = editing.grants(key);
        toggle.getElement().setAttribute("aria-pressed", String.valueOf(granted));
        String reach = granted ? scopeName(editing.scope()) : Screens.text("role.matrix.none");
        toggle.setAriaLabel(rights.name(key) + ": " + reach);
        for (RowScope.Kind kind : RowScope.Kind.values()) {
            toggle.getElement()
                    .getClassList()
                    .set(scopeClass(kind), granted && kind == editing.scope());
        }
        boolean edited =
                editing.changed(Change.Kind.GRANTED, key)
                        || editing.changed(Change.Kind.TAKEN, key);
        toggle.getElement().getClassList().set("changed", edited);
    }

    static String scopeName(RowScope.Kind kind) {
        return Screens.text("role.scope." + kind);
    }

    static String scopeClass(RowScope.Kind kind) {
        return "reach-" + kind.name().toLowerCase(Locale.ROOT);
    }

    private static Span absent() {
        Span absent = new Span();
        absent.addClassName("tl-matrix-absent");
        absent.getElement().setAttribute("role", "cell");
        absent.getElement().setAttribute("aria-label", Screens.text("role.matrix.absent"));
        return absent;
    }

    private static Div row(String className) {
        Div row = new Div();
        row.addClassName(className);
        row.getElement().setAttribute("role", "row");
        return row;
    }

    private static Span words(String key) {
        Span words = new Span(Screens.text(key));
        words.getElement().setAttribute("role", "columnheader");
        return words;
    }
}
