package io.trunkline.ui.role;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.RowScope;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.role.Role;
import io.trunkline.tenancy.role.RoleTexts;
import io.trunkline.tenancy.role.Roles;
import io.trunkline.ui.role.RoleEditing.Change;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Icons;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What each role grants: operations, how far they reach, and how much of each field they show.
@Route(value = "roles", layout = MainLayout.class)
@Needs("role.manage")
public class RoleView extends Div implements Trail {

    private final transient Roles roles;
    private final transient Rights rights;
    private final RoleList list = new RoleList(this::create, this::open);
    private final H2 title = new H2();
    private final Div reach = new Div();
    private final RightsMatrix matrix;
    private final FieldRules fields;
    private final TextField name = new TextField(Screens.text("role.name"));
    private final Checkbox delegable = new Checkbox(Screens.text("role.delegable"));
    private final Div note = new Div();
    private final Span unsaved = new Span();
    private final Button delete = new Button(Icons.of(Icons.TRASH_2), click -> delete());
    private final Button discard = new Button(Screens.text("role.discard"), click -> discard());
    private final Button save = new Button(Screens.text("role.save"), click -> save());
    private transient @Nullable RoleEditing editing;

    @Inject
    public RoleView(Roles roles, Rights rights) {
        this.roles = roles;
        this.rights = rights;
        matrix = new RightsMatrix(rights, this::refresh);
        fields = new FieldRules(roles.fields(), this::refresh);
        addClassNames("tl-view", "tl-role-view");
        add(list, middle(), side());
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("role.title"), null));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        List<Role> all = roles.all();
        if (editing == null && !all.isEmpty()) {
            open(all.getFirst());
        }
    }

    private Div middle() {
        Button copy = new Button(Screens.text("role.copy"), Icons.of(Icons.COPY), click -> copy());
        copy.setId("role-copy");
        delete.setId("role-delete");
        delete.addThemeNames("icon");
        delete.setAriaLabel(Screens.text("role.delete"));
        delete.setTooltipText(Screens.text("role.delete"));
        Span subtitle = new Span(Screens.text("role.matrix.subtitle"));
        subtitle.addClassName("tl-muted");
        Div head = box("tl-head", title, subtitle, spacer(), copy, delete);
        reach.addClassName("tl-toolbar");
        note.addClassName("tl-role-stale");
        unsaved.setId("role-unsaved");
        unsaved.addClassNames("tl-line-icon", "warn");
        discard.setId("role-discard");
        save.setId("role-save");
        save.addThemeName("primary");
        Span key = new Span("Ctrl S");
        key.addClassName("tl-kbd");
        save.setSuffixComponent(key);
        save.addClickShortcut(
                com.vaadin.flow.component.Key.KEY_S, com.vaadin.flow.component.KeyModifier.CONTROL);
        Div foot = box("tl-foot", unsaved, spacer(), discard, save);
        Div body = box("tl-matrix-body", matrix);
        return box("tl-panel", head, note, reach, body, foot);
    }

    private Div side() {
        name.setId("role-name");
        name.setMaxLength(100);
        name.setValueChangeMode(ValueChangeMode.LAZY);
        name.addValueChangeListener(change -> {
            if (change.isFromClient() && editing != null) {
                editing.name(change.getValue());
                refresh();
            }
        });
        delegable.setId("role-delegable");
        delegable.addValueChangeListener(change -> {
            if (change.isFromClient() && editing != null) {
                editing.delegable(change.getValue());
                refresh();
            }
        });
        Div general =
                box(
                        "tl-panel",
                        box("tl-head", new H2(Screens.text("role.general"))),
                        box("tl-pad", name, delegable));
        Div rules =
                box(
                        "tl-panel",
                        box("tl-head", Icons.of(Icons.EYE), new H2(Screens.text("role.fields"))),
                        fields);
        rules.addClassName("tl-role-fields");
        return box("tl-role-side", general, rules);
    }

    private void open(Role role) {
        if (editing != null && editing.base().id() != role.id() && !editing.changes().isEmpty()) {
            Toasts.failed(new Failure(Screens.text("role.unsaved-first"), "", false));
            return;
        }
        note.removeAll();
        edit(new RoleEditing(roles.find(role.id()).orElse(role)));
    }

    private void edit(RoleEditing other) {
        editing = other;
        list.show(roles.all(), other.base().id());
        show(other);
    }

    private void show(RoleEditing shown) {
        Role role = shown.base();
        title.setText(RoleTexts.name(Screens.locale(), role));
        name.setValue(shown.name() == null ? "" : shown.name());
        name.setPlaceholder(RoleTexts.builtIn(Screens.locale(), role.key()).orElse(""));
        delegable.setValue(shown.delegable());
        delete.setVisible(!role.builtIn());
        matrix.show(shown);
        fields.show(shown);
        refresh();
    }

    private void refresh() {
        RoleEditing shown = editing;
        if (shown == null) {
            return;
        }
        showReach(shown);
        int changes = shown.changes().size();
        unsaved.setText(
                changes == 0 ? "" : Screens.text("role.unsaved", changes, shown.base().members()));
        discard.setEnabled(changes > 0);
        save.setEnabled(changes > 0);
    }

    private void showReach(RoleEditing shown) {
        reach.removeAll();
        Span label = new Span(Screens.text("role.scope"));
        label.addClassName("tl-muted");
        reach.add(label);
        for (RowScope.Kind kind : RowScope.Kind.values()) {
            NativeButton choice = new NativeButton(RightsMatrix.scopeName(kind));
            choice.setId("reach-" + kind);
            choice.addClassNames("tl-matrix-cell", RightsMatrix.scopeClass(kind));
            boolean current = kind == shown.scope();
            choice.getElement().getClassList().set("current", current);
            choice.getElement().setAttribute("aria-pressed", String.valueOf(current));
            choice.getElement().setAttribute("title", Screens.text("role.scope.why." + kind));
            choice.addClickListener(click -> {
                shown.scope(kind);
                matrix.show(shown);
                refresh();
            });
            reach.add(choice);
        }
        Span why = new Span(Screens.text("role.scope.why." + shown.scope()));
        why.addClassName("tl-muted");
        reach.add(why);
    }

    private void save() {
        RoleEditing shown = editing;
        if (shown == null || shown.changes().isEmpty()) {
            return;
        }
        try {
            Role saved = roles.update(shown.base().id(), shown.base().version(), shown.draft());
            note.removeAll();
            edit(new RoleEditing(saved));
            Toasts.done(Screens.text("role.saved"));
        } catch (PluginException refused) {
            if (refused.code() == StandardErrorCode.STALE) {
                takeOver(shown);
            } else {
                Toasts.failed(Failure.of(refused));
            }
        }
    }

    /// Someone saved first: what she changed is shown, what I changed stays to be saved.
    private void takeOver(RoleEditing shown) {
        Role newer = roles.find(shown.base().id()).orElse(null);
        if (newer == null) {
            Toasts.failed(Failure.of(new PluginException(StandardErrorCode.NOT_FOUND)));
            return;
        }
        List<Change> theirs = shown.rebase(newer);
        edit(shown);
        Span text =
                new Span(
                        Screens.text(
                                "role.stale",
                                theirs.stream().map(this::words).collect(Collectors.joining(" · ")),
                                shown.changes().size()));
        Div strip = box("tl-strip", Icons.of(Icons.TRIANGLE_ALERT), text);
        strip.addClassName("warn");
        strip.setId("role-stale");
        strip.getElement().setAttribute("role", "alert");
        note.removeAll();
        note.add(strip);
    }

    private String words(Change change) {
        String subject =
                switch (change.kind()) {
                    case GRANTED, TAKEN -> rights.name(change.subject());
                    case FIELD ->
                            roles.fields().stream()
                                    .filter(field -> field.key().equals(change.subject()))
                                    .map(FieldRules::name)
                                    .findFirst()
                                    .orElse(change.subject());
                    case SCOPE, NAME, DELEGABLE -> "";
                };
        return Screens.text("role.change." + change.kind(), subject);
    }

    private void discard() {
        if (editing != null) {
            editing.discard();
            note.removeAll();
            show(editing);
        }
    }

    private void create() {
        new RoleNameDialog(
                        Screens.text("role.new"),
                        "",
                        wanted -> edit(new RoleEditing(roles.create(RoleNameDialog.empty(wanted)))))
                .open();
    }

    private void copy() {
        RoleEditing shown = editing;
        if (shown != null) {
            String suggestion =
                    Screens.text("role.copy.name", RoleTexts.name(Screens.locale(), shown.base()));
            new RoleNameDialog(
                            Screens.text("role.copy"),
                            suggestion,
                            wanted -> edit(new RoleEditing(roles.copy(shown.base().id(), wanted))))
                    .open();
        }
    }

    private void delete() {
        RoleEditing shown = editing;
        if (shown == null) {
            return;
        }
        try {
            roles.delete(shown.base().id(), shown.base().version());
            editing = null;
            Toasts.done(Screens.text("role.deleted"));
            open(roles.all().getFirst());
        } catch (PluginException refused) {
            Toasts.failed(Failure.of(refused));
        }
    }

    private static Div box(String className, com.vaadin.flow.component.Component... parts) {
        Div box = new Div(parts);
        box.addClassName(className);
        return box;
    }

    private static Span spacer() {
        Span spacer = new Span();
        spacer.addClassName("tl-spacer");
        return spacer;
    }
}
