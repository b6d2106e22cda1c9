package io.trunkline.ui.operator;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import io.trunkline.pluginhost.PluginRollout;
import io.trunkline.ui.spi.Icons;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One plugin: what is rolled out of it, its releases, its nodes, and what was rolled out before.
/// Each part is drawn anew only when it changed, so that nobody clicks on what has just moved.
final class PluginDetail extends Div {

    private final transient PluginActions actions;
    private final transient PluginWords words = PluginParts.words();
    private final transient Set<String> unfolded = new HashSet<>();
    private final Div head = PluginParts.box("tl-head");
    private final RolloutPanel rollout;
    private final Div releases = PluginParts.section(words.text("releases"));
    private final Div recent = PluginParts.section(words.text("recent.title"));
    private final Div nodes = PluginParts.section(words.text("nodes"));
    private final Div data = PluginParts.section(words.text("data"));
    private final Div history = PluginParts.section(words.text("history"));
    private transient @Nullable PluginState shown;
    private transient @Nullable List<PluginRollout> shownEnded;

    PluginDetail(PluginActions actions) {
        this.actions = actions;
        setId("plugin-detail");
        addClassNames("tl-panel", "tl-plugin-detail");
        rollout = new RolloutPanel(actions);
        add(
                head,
                PluginParts.box("tl-plugin-body", rollout, releases, recent, nodes, data, history));
    }

    /// @param ended rollouts of it that are over
    void show(PluginState plugin, List<PluginRollout> ended) {
        rollout.show(plugin.rollout());
        PluginState before = shown;
        shown = plugin;
        if (before == null || !ofReleases(plugin).equals(ofReleases(before))) {
            showHead(plugin);
            replace(releases, new ReleaseList(plugin, actions, unfolded));
            replace(data, new PluginDataPanel(plugin, actions));
        }
        if (before == null
                || !plugin.nodes().equals(before.nodes())
                || !ofReleases(plugin).equals(ofReleases(before))) {
            replace(nodes, new NodeList(plugin));
        }
        if (before == null || !plugin.recent().equals(before.recent())) {
            replace(recent, new RecentList(plugin));
        }
        if (!ended.equals(shownEnded)) {
            shownEnded = ended;
            replace(history, new RolloutHistory(ended));
        }
    }

    /// What of a plugin its head and its releases show.
    private static List<Object> ofReleases(PluginState plugin) {
        return List.of(
                plugin.id(),
                plugin.kind(),
                String.valueOf(plugin.version()),
                String.valueOf(plugin.bundled()),
                plugin.releases(),
                plugin.running(),
                plugin.speakingNodes(),
                plugin.open().map(PluginRollout::id).orElse(0L));
    }

    private static void replace(Div section, Div content) {
        section.getChildren().skip(1).toList().forEach(section::remove);
        section.add(content);
    }

    private void showHead(PluginState plugin) {
        head.removeAll();
        head.add(
                Icons.of(Icons.PLUG),
                new H2(plugin.id()),
                PluginParts.muted(words.version(plugin)),
                PluginParts.span("tl-spacer", ""));
        if (plugin.rollout() == null) {
            head.add(
                    PluginParts.button(
                            "plugin-roll-back",
                            words.text("roll-back.open"),
                            Icons.UNDO_2,
                            () -> actions.rollBack(plugin)));
            if (!plugin.kind().equals(PluginState.NONE)) {
                Button remove =
                        PluginParts.button(
                                "plugin-remove",
                                words.text("remove.open"),
                                Icons.TRASH_2,
                                () -> actions.remove(plugin));
                remove.addThemeNames("tertiary", "error");
                head.add(remove);
            }
        }
    }
}
