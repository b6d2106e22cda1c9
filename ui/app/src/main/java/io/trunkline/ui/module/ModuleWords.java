package io.trunkline.ui.module;

import com.vaadin.flow.component.html.Span;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.pluginhost.PluginModule;
import io.trunkline.pluginhost.PluginModule.Value;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.UiPlugin;
import io.trunkline.ui.spi.View;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/// What a plugin calls itself and its settings, in the language of the page.
@ApplicationScoped
public class ModuleWords {

    private static final Logger LOG = Logger.getLogger(ModuleWords.class);

    private final PluginGateway gateway;

    @Inject
    ModuleWords(PluginGateway gateway) {
        this.gateway = gateway;
    }

    String name(PluginModule module) {
        return find(module, "plugin.name").orElse(module.pluginId());
    }

    /// One sentence of what it is for; empty where it says none.
    String summary(PluginModule module) {
        return find(module, "plugin.summary").orElse("");
    }

    /// The icon of its first menu entry.
    String icon(PluginModule module) {
        try {
            return gateway.uiEntry(module.pluginId()).stream()
                    .flatMap(entry -> ((UiPlugin) entry.entry()).views().stream())
                    .map(View::menu)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(menu -> menu.icon())
                    .orElse(Icons.PLUG);
        } catch (RuntimeException | LinkageError broken) {
            LOG.errorf(broken, "menu of plugin %s", module.pluginId());
            return Icons.PLUG;
        }
    }

    /// Who made it; nobody knows of one that is not there.
    static String publisher(PluginModule module) {
        if (module.version() == null) {
            return Screens.text("module.nowhere");
        }
        return module.publisher() == null ? Screens.text("module.bundled") : module.publisher();
    }

    Span state(PluginModule module) {
        Span state = new Span(Screens.text("module.state." + module.state()));
        state.addClassName("tl-status");
        switch (module.state()) {
            case ON -> state.addClassName("ok");
            case TRIPPED -> state.addClassName("warn");
            case AWAY -> state.addClassName("bad");
            case OFF -> {}
        }
        return state;
    }

    String setting(PluginModule module, Value value) {
        return find(module, "setting." + value.key()).orElse(value.key());
    }

    /// What it is for and what holds where nothing is chosen.
    String help(PluginModule module, Value value) {
        String without = Screens.text("module.default", standard(value.defaultValue()));
        return find(module, "setting." + value.key() + ".help")
                .map(help -> Screens.text("module.help", help, without))
                .orElse(without);
    }

    /// What is wrong with a value that is not valid.
    String expected(PluginModule module, Value value) {
        if (value.min() != null && value.max() != null) {
            return Screens.text("module.expected.number", value.min(), value.max());
        }
        if (value.max() != null) {
            return Screens.text("module.expected.text", value.max());
        }
        return find(module, "setting." + value.key() + ".expected").orElse(value.expected());
    }

    private static String standard(Object value) {
        if (value instanceof Boolean on) {
            return Screens.text(on ? "module.on" : "module.off");
        }
        return value instanceof Number number
                ? Screens.formats().number(number.longValue())
                : value.toString().isEmpty() ? "–" : value.toString();
    }

    private Optional<String> find(PluginModule module, String key) {
        String text = gateway.text(module.pluginId(), Screens.locale(), key);
        return text.equals(key) ? Optional.empty() : Optional.of(text);
    }
}
