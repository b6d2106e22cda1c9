package io.trunkline.ui.operator;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.trunkline.pluginhost.PluginCatalogue;
import io.trunkline.pluginhost.PluginData;
import io.trunkline.pluginhost.PluginRelease;
import io.trunkline.pluginhost.PluginRollout;
import io.trunkline.pluginhost.PluginRollouts;
import io.trunkline.pluginhost.PluginsConfig;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.tenant.Tenants;
import io.trunkline.ui.shell.ForOperators;
import io.trunkline.ui.shell.Notice;
import io.trunkline.ui.shell.Polling;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.spi.Icons;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The plugins of the installation, and beside them the chosen one with its releases, its nodes and
/// what is rolled out of it.
@Route(value = "operator/plugins", layout = OperatorLayout.class)
@ForOperators
public class PluginsView extends Div {

    private static final int LOOK_EVERY = 2_000;

    private final transient PluginCatalogue catalogue;
    private final transient PluginRollouts rollouts;
    private final transient PluginActions actions;
    private final transient PluginWords words = PluginParts.words();
    private final PluginGrid grid = new PluginGrid();
    private final Span count = PluginParts.muted("");
    private final Notice problem = new Notice();
    private final Div side = PluginParts.box("tl-operator-side");
    private transient List<PluginState> shown = List.of();
    private transient @Nullable Chosen chosen;

    /// The plugin beside the list, and its rollouts that are over: those are read again only when
    /// one ended or began.
    private record Chosen(
            String id,
            PluginDetail detail,
            @Nullable PluginState seen,
            List<PluginRollout> ended) {}

    @Inject
    public PluginsView(
            PluginCatalogue catalogue,
            PluginRollouts rollouts,
            PluginData data,
            Tenants tenants,
            PluginsConfig config) {
        this.catalogue = catalogue;
        this.rollouts = rollouts;
        this.actions = new PluginActions(catalogue, rollouts, data, tenants, this::load);
        addClassNames("tl-view", "tl-operator-plugins");
        problem.setId("release-problem");
        Div head =
                PluginParts.box(
                        "tl-head",
                        new H2(words.text("title")),
                        count,
                        PluginParts.span("tl-spacer", ""),
                        new ReleaseUpload(
                                config.releaseLimit(),
                                this::install,
                                why -> problem.say("bad", why)));
        grid.addSelectionListener(
                event -> event.getFirstSelectedItem().ifPresent(plugin -> choose(plugin.id())));
        add(
                PluginParts.box(
                        "tl-panel", head, PluginParts.box("tl-plugin-problem", problem), grid),
                side);
        side.add(
                PluginParts.box(
                        "tl-panel",
                        States.empty(Icons.PLUG, words.text("choose"), words.text("choose.why"))));
        load();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        event.getUI().getPage().setTitle(words.text("title") + " · Trunkline");
        Polling.of(this, LOOK_EVERY, this::load);
    }

    private void install(Path file) {
        try {
            PluginRelease release = catalogue.install(file);
            problem.hide();
            Toasts.done(
                    words.text(
                            "install.done",
                            release.pluginId(),
                            release.version(),
                            release.publisher()));
            load();
            choose(release.pluginId());
        } catch (PluginException refused) {
            problem.refused(refused);
        }
    }

    private void choose(String id) {
        if (chosen == null || !chosen.id().equals(id)) {
            chosen = new Chosen(id, new PluginDetail(actions), null, List.of());
            side.removeAll();
            side.add(chosen.detail());
            showChosen();
            find(id).ifPresent(grid::select);
        }
    }

    private Optional<PluginState> find(String id) {
        return shown.stream().filter(plugin -> plugin.id().equals(id)).findFirst();
    }

    private void load() {
        Instant now = Instant.now();
        List<PluginRollout> open = rollouts.open();
        List<PluginState> plugins =
                catalogue.all().stream().map(entry -> PluginState.of(entry, open, now)).toList();
        if (!plugins.equals(shown)) {
            shown = plugins;
            grid.show(plugins);
            count.setText(words.text("count", plugins.size()));
            if (chosen != null) {
                find(chosen.id()).ifPresent(grid::select);
            }
        }
        showChosen();
    }

    private void showChosen() {
        Chosen before = chosen;
        if (before == null) {
            return;
        }
        find(before.id())
                .ifPresent(plugin -> {
                    List<PluginRollout> ended =
                            before.seen() == null || !sameRollout(before.seen(), plugin)
                                    ? rollouts.of(plugin.id()).stream()
                                            .filter(one -> one.endedAt() != null)
                                            .toList()
                                    : before.ended();
                    chosen = new Chosen(before.id(), before.detail(), plugin, ended);
                    before.detail().show(plugin, ended);
                });
    }

    private static boolean sameRollout(PluginState one, PluginState other) {
        return one.open().map(PluginRollout::id).equals(other.open().map(PluginRollout::id));
    }
}
