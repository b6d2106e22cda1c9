package io.trunkline.ui.operator;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Narrow;

/// The plugins, a line each.
final class PluginGrid extends Grid<PluginState> {

    private final transient PluginWords words = PluginParts.words();

    PluginGrid() {
        setId("plugins");
        addThemeNames("no-border");
        setSizeFull();
        addColumn(PluginState::id)
                .setHeader(words.text("id"))
                .setTooltipGenerator(PluginState::id)
                .setFlexGrow(2);
        addColumn(words::wanted).setHeader(words.text("wanted")).setWidth("120px").setFlexGrow(0);
        addColumn(plugin -> plugin.version() == null ? "–" : plugin.version())
                .setHeader(words.text("version"))
                .setWidth("100px")
                .setFlexGrow(0);
        addComponentColumn(this::rollout).setHeader(words.text("rollout")).setFlexGrow(3);
        addComponentColumn(this::nodes)
                .setHeader(words.text("nodes"))
                .setWidth("150px")
                .setFlexGrow(0);
        Narrow.keep(this, 0, 2, 4);
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
