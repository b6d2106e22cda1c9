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
import org.jspecify.annotations.Nullable;

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
                .setWidth("90px")
                .setFlexGrow(1);
        addComponentColumn(this::nodes)
                .setHeader(words.text("nodes"))
                .setTooltipGenerator(this::nodesLine)
                .setWidth("126px")
                .setFlexGrow(1);
        addComponentColumn(this::version)
                .setHeader(words.text("version"))
                .setTooltipGenerator(words::version)
                .setWidth("144px")
                .setFlexGrow(1);
        addComponentColumn(this::rollout)
                .setHeader(words.text("rollout"))
                .setTooltipGenerator(plugin -> plugin.open().map(words::progress).orElse(null))
                .setWidth("182px")
                .setFlexGrow(1);
        addComponentColumn(this::calls)
                .setHeader(words.text("recent"))
                .setTooltipGenerator(this::callsLine)
                .setWidth("146px")
                .setFlexGrow(0);
        Narrow.keep(this, 0, 1, 2);
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

    private Component version(PluginState plugin) {
        Div cell =
                PluginParts.box(
                        "tl-row", PluginParts.span("tl-plugin-progress", words.running(plugin)));
        cell.addClassName("tl-plugin-cell");
        words.otherwise(plugin).ifPresent(other -> cell.add(PluginParts.tag("warn", other)));
        return cell;
    }

    private Component calls(PluginState plugin) {
        Calls calls = plugin.calls();
        return calls.calls() == 0
                ? PluginParts.muted("–")
                : PluginParts.span("tl-plugin-progress", words.calls(calls));
    }

    private @Nullable String callsLine(PluginState plugin) {
        Calls calls = plugin.calls();
        return calls.calls() == 0 ? null : words.text("recent.line.why", words.calls(calls));
    }

    private Component rollout(PluginState plugin) {
        return plugin.open()
                .<Component>map(rollout -> {
                    Div cell =
                            PluginParts.box(
                                    "tl-row",
                                    PluginParts.tag("accent", rollout.version()),
                                    PluginParts.span(
                                            "tl-plugin-progress", words.progress(rollout)));
                    cell.addClassName("tl-plugin-cell");
                    return cell;
                })
                .orElseGet(() -> PluginParts.muted("–"));
    }

    private Component nodes(PluginState plugin) {
        String line = nodesLine(plugin);
        if (plugin.troubledNodes() > 0) {
            Span mark = PluginParts.tag("bad", "");
            mark.addClassName("tl-plugin-cell");
            mark.add(Icons.of(Icons.TRIANGLE_ALERT), PluginParts.span("tl-plugin-progress", line));
            return mark;
        }
        if (plugin.isGone()) {
            return PluginParts.muted(line);
        }
        Span status = PluginParts.span("tl-status", line);
        status.addClassName(
                plugin.followingNodes() > 0 ? "warn" : plugin.nodes().isEmpty() ? "off" : "ok");
        return status;
    }

    private String nodesLine(PluginState plugin) {
        int nodes = plugin.nodes().size();
        if (plugin.troubledNodes() > 0) {
            return words.text("nodes.bad", plugin.troubledNodes(), nodes);
        }
        if (plugin.isGone()) {
            return "–";
        }
        return plugin.followingNodes() > 0
                ? words.text("nodes.follow", plugin.followingNodes(), nodes)
                : words.text("nodes.ok", nodes);
    }
}
