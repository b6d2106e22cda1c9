package io.trunkline.ui.operator;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.ListDataProvider;
import io.trunkline.pluginhost.PluginRollout.Calls;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Narrow;
import java.util.ArrayList;
import java.util.List;

/// The plugins, a line each.
final class PluginGrid extends Grid<PluginState> {

    private final transient PluginWords words = PluginParts.words();
    private final transient List<PluginState> lines = new ArrayList<>();

    PluginGrid() {
        setId("plugins");
        addThemeNames("no-border");
        setSizeFull();
        addColumn(PluginState::id)
                .setHeader(words.text("id"))
                .setTooltipGenerator(PluginState::id)
                .setWidth("96px")
                .setFlexGrow(1);
        addColumn(words::wanted).setHeader(words.text("wanted")).setWidth("92px").setFlexGrow(0);
        addColumn(plugin -> plugin.version() == null ? "–" : plugin.version())
                .setHeader(words.text("version"))
                .setWidth("72px")
                .setFlexGrow(0);
        addComponentColumn(this::rollout)
                .setHeader(words.text("rollout"))
                .setWidth("160px")
                .setFlexGrow(3);
        addComponentColumn(this::calls)
                .setHeader(words.text("recent"))
                .setWidth("145px")
                .setFlexGrow(0);
        addComponentColumn(this::nodes)
                .setHeader(words.text("nodes"))
                .setWidth("112px")
                .setFlexGrow(0);
        Narrow.keep(this, 0, 2, 5);
        setItems(
                new ListDataProvider<>(lines) {
                    @Override
                    public Object getId(PluginState plugin) {
                        return plugin.id();
                    }
                });
    }

    /// Lines whose plugin is the same are only brought up to date: figures change every few
    /// seconds, and who walks through the list by keys must not lose her place.
    void show(List<PluginState> plugins) {
        boolean same = ids(lines).equals(ids(plugins));
        List<PluginState> before = List.copyOf(lines);
        lines.clear();
        lines.addAll(plugins);
        if (!same) {
            getDataProvider().refreshAll();
            return;
        }
        plugins.stream()
                .filter(plugin -> !before.contains(plugin))
                .forEach(plugin -> getDataProvider().refreshItem(plugin));
    }

    private static List<String> ids(List<PluginState> plugins) {
        return plugins.stream().map(PluginState::id).toList();
    }

    private Component calls(PluginState plugin) {
        Calls calls = plugin.calls();
        if (calls.calls() == 0) {
            return PluginParts.muted("–");
        }
        String line = words.calls(calls);
        Span cell = PluginParts.span("tl-plugin-progress", line);
        cell.getElement().setAttribute("title", words.text("recent.line.why", line));
        return cell;
    }

    private Component rollout(PluginState plugin) {
        return plugin.open()
                .<Component>map(rollout -> {
                    Span version = PluginParts.tag("accent", rollout.version());
                    String progress = words.progress(rollout);
                    Span reached = PluginParts.span("tl-plugin-progress", progress);
                    reached.getElement().setAttribute("title", progress);
                    Div cell = PluginParts.box("tl-row", version, reached);
                    cell.addClassName("tl-plugin-cell");
                    return cell;
                })
                .orElseGet(() -> PluginParts.muted("–"));
    }

    private Component nodes(PluginState plugin) {
        long troubled = plugin.troubledNodes();
        if (troubled > 0) {
            Span mark = PluginParts.span("tl-tag", "");
            mark.addClassName("bad");
            mark.add(
                    Icons.of(Icons.TRIANGLE_ALERT),
                    new Span(words.text("nodes.bad", troubled, plugin.nodes().size())));
            return mark;
        }
        long following = plugin.followingNodes();
        Span status =
                PluginParts.span(
                        "tl-status",
                        following > 0
                                ? words.text("nodes.follow", following, plugin.nodes().size())
                                : words.text("nodes.ok", plugin.nodes().size()));
        status.addClassName(following > 0 ? "warn" : plugin.nodes().isEmpty() ? "off" : "ok");
        return status;
    }
}
