package io.trunkline.ui.operator;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;

/// What each node runs of a plugin, and why it does not run what is wanted.
final class NodeList extends Div {

    private final transient PluginWords words = PluginParts.words();

    NodeList(PluginState plugin) {
        setId("plugin-nodes");
        addClassName("tl-plugin-list");
        if (plugin.nodes().isEmpty()) {
            add(PluginParts.muted(words.text("nodes.none")));
        }
        plugin.nodes().forEach(node -> add(row(plugin, node)));
    }

    private Div row(PluginState plugin, PluginState.Node node) {
        Span version =
                new Span(node.version() == null ? words.text("node.nothing") : node.version());
        Div row =
                PluginParts.box(
                        "tl-plugin-item",
                        PluginParts.box(
                                "tl-row",
                                PluginParts.span("tl-strong", node.name()),
                                version,
                                PluginParts.span("tl-spacer", ""),
                                status(plugin, node)));
        why(row, "node.reason", node.reason());
        why(row, "node.rollout-reason", node.rolloutReason());
        if (node.stuck() > 0) {
            String key = node.halted() ? "node.halted" : "node.stuck";
            row.add(
                    PluginParts.alert(
                            node.halted() ? "bad" : "warn", words.text(key, node.stuck())));
        }
        if (node.silentSince() != null) {
            why(row, "node.silent-since", Words.time(node.silentSince()));
        }
        return row;
    }

    private void why(Div row, String key, @Nullable String why) {
        if (why != null) {
            row.add(PluginParts.alert("bad", words.text(key, why)));
        }
    }

    private Span status(PluginState plugin, PluginState.Node node) {
        String state;
        String tone;
        if (node.troubled()) {
            state =
                    node.silentSince() != null
                            ? "node.silent"
                            : node.halted() ? "node.called-no-more" : "node.bad";
            tone = "bad";
        } else if (plugin.runsWanted(node)) {
            state = "node.ok";
            tone = "ok";
        } else {
            state = "node.follows";
            tone = "warn";
        }
        Span status = PluginParts.span("tl-status", words.text(state));
        status.addClassName(tone);
        return status;
    }
}
