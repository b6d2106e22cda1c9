package io.trunkline.ui.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import io.trunkline.pluginhost.PluginModule;
import io.trunkline.pluginhost.PluginModules;
import io.trunkline.tenancy.role.WhoGrants;
import io.trunkline.ui.shell.Confirm;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.PermissionNames;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Icons;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The plugins of the platform as the tenant uses them, and beside them the chosen one.
@Route(value = "plugins", layout = MainLayout.class)
@Needs("tenant.settings")
public class ModulesView extends Div implements Trail, ModuleCard.Actions {

    private final transient PluginModules modules;
    private final transient ModuleWords words;
    private final transient PermissionNames permissions;
    private final transient WhoGrants grants;
    private final TextField search = new TextField();
    private final Map<Choice, Button> choices = new EnumMap<>(Choice.class);
    private final Div cards = new Div();
    private final Div side = new Div();
    private transient List<PluginModule> shown = List.of();
    private transient @Nullable ModuleDetail detail;
    private @Nullable String chosen;
    private Choice choice = Choice.ALL;

    private enum Choice {
        ALL(module -> true),
        ON(PluginModule::enabled),
        BAD(module ->
                module.state() == PluginModule.State.AWAY
                        || module.state() == PluginModule.State.TRIPPED);

        private final transient Predicate<PluginModule> holds;

        Choice(Predicate<PluginModule> holds) {
            this.holds = holds;
        }
    }

    @Inject
    public ModulesView(
            PluginModules modules,
            ModuleWords words,
            PermissionNames permissions,
            WhoGrants grants) {
        this.grants = grants;
        this.modules = modules;
        this.words = words;
        this.permissions = permissions;
        addClassNames("tl-view", "tl-modules-view");
        search.setPlaceholder(Screens.text("module.search"));
        search.setAriaLabel(Screens.text("module.search"));
        search.setPrefixComponent(Icons.of(Icons.SEARCH));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> draw());
        Div segments = new Div();
        segments.addClassName("tl-segments");
        for (Choice one : Choice.values()) {
            Button button = new Button("", click -> choose(one));
            choices.put(one, button);
            segments.add(button);
        }
        Div head = new Div(new H2(Screens.text("module.title")), search, segments);
        head.addClassName("tl-head");
        cards.addClassName("tl-modules");
        Span foot = new Span(Screens.text("module.note"));
        foot.addClassNames("tl-muted", "tl-modules-note");
        Div panel = new Div(head, cards, foot);
        panel.addClassName("tl-panel");
        side.addClassName("tl-modules-side");
        add(panel, side);
    }

    @Override
    public List<Step> trail() {
        return List.of(
                new Step(Screens.text("shell.nav.administration"), null),
                new Step(Screens.text("module.title"), null));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load();
        show(null);
    }

    @Override
    public void open(PluginModule module) {
        ModuleDetail left = detail;
        if (left != null && left.isChanged() && !module.pluginId().equals(chosen)) {
            new Confirm(
                            Screens.text("module.leave"),
                            Screens.text("module.leave.what"),
                            Screens.text("module.discard"),
                            () -> show(module.pluginId()))
                    .open();
            return;
        }
        show(module.pluginId());
    }

    @Override
    public void turn(PluginModule module, boolean on, Runnable back) {
        if (on) {
            change(module, true);
            return;
        }
        back.run();
        new Confirm(
                        Screens.text("module.disable.title", words.name(module)),
                        Screens.text("module.disable.what"),
                        Screens.text("module.disable"),
                        () -> change(module, false))
                .harmless()
                .open();
    }

    private void change(PluginModule module, boolean on) {
        try {
            modules.enable(module.pluginId(), module.revision(), on);
            Toasts.done(
                    Screens.text(
                            on ? "module.enabled.done" : "module.disabled.done",
                            words.name(module)));
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
        load();
        ModuleDetail open = detail;
        if (module.pluginId().equals(chosen) && (open == null || !open.isChanged())) {
            show(chosen);
        }
    }

    private void choose(Choice wanted) {
        choice = wanted;
        draw();
    }

    private void load() {
        shown = modules.all();
        draw();
    }

    private void draw() {
        String wanted = search.getValue().strip().toLowerCase(Locale.ROOT);
        choices.forEach((one, button) -> {
            button.setText(
                    Screens.text("module.choice." + one, shown.stream().filter(one.holds).count()));
            button.getElement().setAttribute("aria-pressed", String.valueOf(one == choice));
        });
        List<PluginModule> found =
                shown.stream()
                        .filter(choice.holds)
                        .filter(module -> isFound(module, wanted))
                        .toList();
        cards.removeAll();
        found.forEach(module ->
                cards.add(new ModuleCard(module, words, module.pluginId().equals(chosen), this)));
        if (found.isEmpty()) {
            cards.add(
                    States.empty(
                            Icons.PLUG,
                            Screens.text("module.none"),
                            Screens.text("module.none.why")));
        }
    }

    private boolean isFound(PluginModule module, String wanted) {
        return (words.name(module) + " " + words.summary(module) + " " + module.pluginId())
                .toLowerCase(Locale.ROOT)
                .contains(wanted);
    }

    private Optional<PluginModule> find(@Nullable String id) {
        return shown.stream().filter(module -> module.pluginId().equals(id)).findFirst();
    }

    private void show(@Nullable String id) {
        chosen = id;
        side.removeAll();
        detail =
                find(id).map(module ->
                                new ModuleDetail(
                                        module,
                                        words,
                                        new PermissionsTab(
                                                module,
                                                permissions,
                                                grants.roles(module.permissions())),
                                        this::save,
                                        () -> show(null),
                                        () -> show(module.pluginId())))
                        .orElse(null);
        if (detail == null) {
            Div panel =
                    new Div(
                            States.empty(
                                    Icons.PLUG,
                                    Screens.text("module.choose"),
                                    Screens.text("module.choose.why")));
            panel.addClassName("tl-panel");
            side.add(panel);
        } else {
            side.add(detail);
        }
        getElement().getClassList().set("open", detail != null);
        draw();
    }

    private void save(PluginModule module, Map<String, JsonNode> values) {
        modules.set(module.pluginId(), module.revision(), values);
        Toasts.done(Screens.text("module.saved", words.name(module)));
        load();
        show(module.pluginId());
    }
}
