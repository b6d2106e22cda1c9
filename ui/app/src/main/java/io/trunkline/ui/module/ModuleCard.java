package io.trunkline.ui.module;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import io.trunkline.pluginhost.PluginModule;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Switch;
import io.trunkline.ui.spi.Icons;

/// One plugin in the list: what it is, how it is, and its switch.
final class ModuleCard extends Div {

    private final Switch on = new Switch();

    /// What the list does about it.
    interface Actions {
        void open(PluginModule module);

        /// @param back shows the switch as it was
        void turn(PluginModule module, boolean on, Runnable back);
    }

    ModuleCard(PluginModule module, ModuleWords words, boolean chosen, Actions actions) {
        addClassName("tl-module");
        getElement().setAttribute("data-module", module.pluginId());
        getElement().getClassList().set("chosen", chosen);
        String name = words.name(module);
        Div icon = new Div(Icons.of(words.icon(module)));
        icon.addClassName("tl-module-icon");
        NativeButton open = new NativeButton(name, click -> actions.open(module));
        open.addClassName("tl-module-open");
        open.setId("module-" + module.pluginId());
        if (chosen) {
            open.getElement().setAttribute("aria-current", "true");
        }
        H3 title = new H3(open);
        Span version = new Span(module.version() == null ? "–" : module.version());
        version.addClassName("tl-muted");
        Div line = new Div(title, version);
        line.addClassName("tl-row");
        Span publisher = new Span(ModuleWords.publisher(module));
        publisher.addClassName("tl-muted");
        Div both = new Div(line, publisher);
        both.addClassName("tl-two-lines");
        on.setId("switch-" + module.pluginId());
        on.setValue(module.enabled());
        on.setAriaLabel(Screens.text("module.switch", name));
        on.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                actions.turn(module, change.getValue(), () -> on.setValue(module.enabled()));
            }
        });
        Div head = new Div(icon, both, on);
        head.addClassName("tl-module-head");
        Span summary = new Span(words.summary(module));
        summary.addClassName("tl-module-summary");
        Div state = new Div(words.state(module));
        state.addClassName("tl-row");
        if (module.enabled() && module.recentCalls() > 0) {
            Span recent =
                    new Span(
                            Screens.text(
                                    "module.recent",
                                    module.recentCalls(),
                                    module.recentFailures()));
            recent.addClassName("tl-muted");
            state.add(recent);
        }
        if (module.next() != null) {
            Span next = new Span(Screens.text("module.next", module.next()));
            next.addClassNames("tl-tag", "accent");
            state.add(next);
        }
        add(head, summary, state);
    }
}
