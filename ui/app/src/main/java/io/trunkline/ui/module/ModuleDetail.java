package io.trunkline.ui.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.TabSheet;
import io.trunkline.pluginhost.PluginModule;
import io.trunkline.spi.PluginException;
import io.trunkline.ui.shell.Changelog;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Notice;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// One plugin: its settings, the permissions it brings, and what its publisher changed.
final class ModuleDetail extends Div {

    private final transient PluginModule module;
    private final transient ModuleWords words;
    private final transient BiConsumer<PluginModule, Map<String, JsonNode>> save;
    private final transient List<SettingField> fields;
    private final Notice notice = new Notice();
    private final Span open = new Span();
    private final Button keep = new Button(Screens.text("module.save"), click -> keep());
    private final Button drop = new Button(Screens.text("module.discard"));

    /// @param permissions what it lets people do
    /// @param save keeps the values; refuses by an exception
    /// @param close leaves the plugin, and what is not saved
    /// @param again shows the plugin as it is kept
    ModuleDetail(
            PluginModule module,
            ModuleWords words,
            PermissionsTab permissions,
            BiConsumer<PluginModule, Map<String, JsonNode>> save,
            Runnable close,
            Runnable again) {
        this.module = module;
        this.words = words;
        this.save = save;
        this.fields =
                module.settings().stream()
                        .map(value -> new SettingField(module, value, words, this::count))
                        .toList();
        setId("module-detail");
        addClassNames("tl-panel", "tl-module-detail");
        Div icon = new Div(Icons.of(words.icon(module)));
        icon.addClassName("tl-module-icon");
        Span since = new Span(since());
        since.addClassName("tl-muted");
        Div titles = new Div(new H2(words.name(module)), since);
        titles.addClassName("tl-two-lines");
        Span spacer = new Span();
        spacer.addClassName("tl-spacer");
        Button shut = new Button(Icons.of(Icons.X), click -> close.run());
        shut.addThemeNames("tertiary", "icon");
        shut.setAriaLabel(Screens.text("module.close"));
        Div head = new Div(icon, titles, spacer, shut);
        head.addClassName("tl-head");
        TabSheet tabs = new TabSheet();
        tabs.addThemeName("underline");
        tabs.add(new Tab(Screens.text("module.settings")), settings(permissions));
        tabs.add(
                new Tab(Screens.text("module.permissions", module.permissions().size())),
                permissions);
        tabs.add(new Tab(Screens.text("module.changes")), changes());
        drop.addClickListener(click -> again.run());
        keep.setId("module-save");
        keep.addThemeName("primary");
        Span gap = new Span();
        gap.addClassName("tl-spacer");
        open.addClassName("tl-muted");
        open.getElement().setAttribute("aria-live", "polite");
        Div foot = new Div(open, gap, drop, keep);
        foot.addClassName("tl-foot");
        foot.setVisible(!fields.isEmpty());
        add(head, tabs, foot);
        count();
    }

    /// Whether leaving would lose something.
    boolean isChanged() {
        return fields.stream().anyMatch(SettingField::isChanged);
    }

    private String since() {
        String version =
                module.version() == null ? Screens.text("module.nowhere") : module.version();
        if (!module.enabled()) {
            return Screens.text("module.not-enabled", version);
        }
        return module.enabledAt() == null
                ? Screens.text("module.enabled", version)
                : Screens.text(
                        "module.enabled-since",
                        version,
                        Screens.formats().dateTime(module.enabledAt()));
    }

    private Component settings(PermissionsTab permissions) {
        Div body = new Div(notice);
        body.addClassName("tl-module-settings");
        if (module.state() == PluginModule.State.AWAY) {
            notice.say("bad", Screens.text("module.away"));
        } else if (module.state() == PluginModule.State.TRIPPED) {
            notice.say("warn", Screens.text("module.tripped"));
        } else if (module.enabled() && permissions.isClosed()) {
            notice.say("warn", Screens.text("module.permissions.nobody"));
        }
        // What one that is not there would have is not known.
        if (fields.isEmpty() && module.version() != null) {
            body.add(muted(Screens.text("module.settings.none")));
        }
        fields.forEach(body::add);
        return body;
    }

    private Component changes() {
        Div body = new Div();
        body.addClassName("tl-module-settings");
        if (module.next() != null) {
            body.add(new Paragraph(Screens.text("module.next.why", module.next())));
        }
        if (module.changelog().isBlank()) {
            body.add(muted(Screens.text("module.changes.none")));
        } else {
            body.add(new Changelog(module.changelog()));
        }
        return body;
    }

    private static Paragraph muted(String text) {
        Paragraph paragraph = new Paragraph(text);
        paragraph.addClassName("tl-muted");
        return paragraph;
    }

    private void count() {
        long changed = fields.stream().filter(SettingField::isChanged).count();
        long faulty = fields.stream().filter(SettingField::isFaulty).count();
        open.setText(
                changed == 0 && faulty == 0
                        ? Screens.text("module.open.none")
                        : Screens.text("module.open", changed, faulty));
        keep.setEnabled(changed > 0 && faulty == 0);
        drop.setEnabled(changed > 0);
    }

    private void keep() {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        fields.forEach(field -> field.chosen().ifPresent(value -> values.put(field.key(), value)));
        try {
            save.accept(module, values);
        } catch (PluginException refused) {
            Object about = refused.arguments().isEmpty() ? "" : refused.arguments().getFirst();
            fields.stream()
                    .filter(field -> field.key().equals(about))
                    .findFirst()
                    .ifPresentOrElse(
                            field -> {
                                field.refuse(
                                        module.settings().stream()
                                                .filter(value -> value.key().equals(about))
                                                .findFirst()
                                                .map(value -> words.expected(module, value))
                                                .orElse(Failure.of(refused).message()));
                                field.field().getElement().callJsFunction("focus");
                            },
                            () -> notice.refused(refused));
        }
    }
}
