package io.trunkline.ui.operator;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.pluginhost.PluginRelease;
import io.trunkline.ui.shell.Changelog;
import io.trunkline.ui.spi.Icons;
import java.util.Set;

/// The releases there are of a plugin, the latest first, and below what came with the server.
final class ReleaseList extends Div {

    private final transient PluginState plugin;
    private final transient PluginActions actions;
    private final transient Set<String> unfolded;
    private final transient PluginWords words = PluginParts.words();

    /// @param unfolded versions whose changelog is read; kept from one look to the next
    ReleaseList(PluginState plugin, PluginActions actions, Set<String> unfolded) {
        this.plugin = plugin;
        this.actions = actions;
        this.unfolded = unfolded;
        setId("plugin-releases");
        addClassName("tl-plugin-list");
        if (plugin.releases().isEmpty() && plugin.bundled() == null) {
            add(PluginParts.muted(words.text("releases.none")));
        }
        plugin.releases().forEach(release -> add(row(release)));
        if (plugin.bundled() != null) {
            add(bundled(plugin.bundled()));
        }
    }

    private Div row(PluginRelease release) {
        Div head = PluginParts.box("tl-row", PluginParts.span("tl-strong", release.version()));
        words.use(plugin, release.version(), plugin.isWanted(release)).ifPresent(head::add);
        plugin.open()
                .filter(rollout -> rollout.version().equals(release.version()))
                .ifPresent(rollout ->
                        head.add(PluginParts.tag("accent", words.text("release.rolled-out"))));
        head.add(PluginParts.span("tl-spacer", ""));
        if (plugin.mayRollOut(release)) {
            Button rollOut =
                    PluginParts.button(
                            "roll-out-" + release.version(),
                            words.text("roll-out.open"),
                            Icons.LAYERS,
                            () -> actions.rollOut(plugin, release));
            head.add(rollOut);
        }
        if (plugin.rollout() == null && !plugin.isWanted(release)) {
            head.add(
                    PluginParts.button(
                            "use-" + release.version(),
                            words.text("use.open"),
                            Icons.CHECK,
                            () -> actions.use(plugin, release)));
        }
        Span certificate =
                PluginParts.muted(
                        words.text(
                                "release.certificate",
                                PluginWords.shortened(release.certificate())));
        certificate.getElement().setAttribute("title", release.certificate());
        Div row =
                PluginParts.box(
                        "tl-plugin-item",
                        head,
                        PluginParts.box(
                                "tl-plugin-meta",
                                PluginParts.span("tl-plugin-publisher", release.publisher()),
                                certificate),
                        PluginParts.muted(
                                words.text(
                                        "release.installed",
                                        PluginWords.size(release.bytes()),
                                        Words.time(release.installedAt()),
                                        release.installedBy())));
        if (!release.permissions().isEmpty()) {
            row.add(
                    PluginParts.muted(
                            words.text(
                                    "release.permissions",
                                    String.join(", ", release.permissions()))));
        }
        if (!release.tables().isEmpty()) {
            row.add(
                    PluginParts.muted(
                            words.text("release.tables", String.join(", ", release.tables()))));
        }
        if (release.rollbackTo() != null) {
            row.add(PluginParts.muted(words.text("release.rollback-to", release.rollbackTo())));
        }
        if (!release.changelog().isBlank()) {
            row.add(changelog(release));
        }
        return row;
    }

    private Details changelog(PluginRelease release) {
        Details changelog =
                new Details(words.text("release.changelog"), new Changelog(release.changelog()));
        changelog.setOpened(unfolded.contains(release.version()));
        changelog.addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                unfolded.add(release.version());
            } else {
                unfolded.remove(release.version());
            }
        });
        return changelog;
    }

    private Div bundled(String version) {
        Div head = PluginParts.box("tl-row", PluginParts.span("tl-strong", version));
        boolean wanted = plugin.kind().equals(PluginState.BUNDLED);
        words.use(plugin, version, wanted).ifPresent(head::add);
        head.add(PluginParts.span("tl-spacer", ""));
        if (!wanted && plugin.rollout() == null) {
            head.add(
                    PluginParts.button(
                            "use-bundled",
                            words.text("use.open"),
                            Icons.CHECK,
                            () -> actions.useBundled(plugin)));
        }
        return PluginParts.box(
                "tl-plugin-item", head, PluginParts.muted(words.text("release.bundled")));
    }
}
