package io.trunkline.ui.operator;

import com.vaadin.flow.component.html.Div;
import io.trunkline.pluginhost.PluginRollout.Calls;
import io.trunkline.pluginhost.RecentCalls;

/// The calls of the last minutes into each version that runs somewhere.
final class RecentList extends Div {

    private final transient PluginWords words = PluginParts.words();

    RecentList(PluginState plugin) {
        setId("plugin-recent");
        addClassName("tl-plugin-list");
        if (plugin.calls().calls() == 0) {
            add(PluginParts.muted(words.text("recent.none")));
            return;
        }
        plugin.recent().forEach(version -> add(row(version)));
    }

    private Div row(RecentCalls version) {
        Calls calls = version.calls();
        return PluginParts.box(
                "tl-plugin-item",
                PluginParts.box(
                        "tl-row",
                        PluginParts.span("tl-strong", version.version()),
                        PluginParts.span("tl-spacer", ""),
                        calls.calls() == 0
                                ? PluginParts.muted("–")
                                : PluginParts.muted(
                                        words.text(
                                                "recent.version",
                                                Words.number(calls.calls()),
                                                PluginWords.failedShare(calls),
                                                Words.number(calls.slowMillis())))));
    }
}
