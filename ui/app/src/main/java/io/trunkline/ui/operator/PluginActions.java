package io.trunkline.ui.operator;

import io.trunkline.pluginhost.PluginCatalogue;
import io.trunkline.pluginhost.PluginData;
import io.trunkline.pluginhost.PluginRelease;
import io.trunkline.pluginhost.PluginRollout;
import io.trunkline.pluginhost.PluginRollouts;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.tenant.Tenants;
import io.trunkline.ui.shell.Confirm;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;

/// What an operator does with a plugin, each after she was told what follows. What is refused is
/// told, and changes nothing.
final class PluginActions {

    private final PluginCatalogue catalogue;
    private final PluginRollouts rollouts;
    private final PluginData data;
    private final Tenants tenants;
    private final Runnable changed;

    /// @param changed shows the page anew
    PluginActions(
            PluginCatalogue catalogue,
            PluginRollouts rollouts,
            PluginData data,
            Tenants tenants,
            Runnable changed) {
        this.data = data;
        this.catalogue = catalogue;
        this.rollouts = rollouts;
        this.tenants = tenants;
        this.changed = changed;
    }

    void use(PluginState plugin, PluginRelease release) {
        ask(
                "use",
                false,
                () -> catalogue.use(plugin.id(), release.version()),
                plugin.id(),
                release.version());
    }

    void useBundled(PluginState plugin) {
        String version = plugin.bundled() == null ? "" : plugin.bundled();
        ask("use", false, () -> catalogue.useBundled(plugin.id()), plugin.id(), version);
    }

    void rollBack(PluginState plugin) {
        PluginCatalogue.Before before;
        try {
            before = catalogue.before(plugin.id());
        } catch (PluginException refused) {
            Toasts.failed(Failure.of(refused));
            return;
        }
        ask(
                before.kind().equals(PluginState.NONE) ? "roll-back-none" : "roll-back",
                false,
                () -> catalogue.rollBack(plugin.id()),
                plugin.id(),
                before.version() == null ? "–" : before.version());
    }

    void remove(PluginState plugin) {
        ask("remove", true, () -> catalogue.remove(plugin.id()), plugin.id());
    }

    PluginData data() {
        return data;
    }

    void dropData(PluginState plugin) {
        new Confirm(
                        Screens.text("operator.plugins.data-drop.title", plugin.id()),
                        Screens.text("operator.plugins.data-drop.consequence", plugin.id()),
                        Screens.text("operator.plugins.data-drop"),
                        () ->
                                run(
                                        () -> data.drop(plugin.id()),
                                        Screens.text(
                                                "operator.plugins.data-drop.done", plugin.id())))
                .typing(plugin.id())
                .open();
    }

    void rollOut(PluginState plugin, PluginRelease release) {
        new RolloutDialog(rollouts, tenants, plugin, release, changed).open();
    }

    void next(PluginRollout rollout) {
        PluginWords words = PluginParts.words();
        boolean last = RolloutPanel.isLast(rollout);
        ask(
                last ? "finish" : "next",
                false,
                () -> rollouts.next(rollout.pluginId()),
                rollout.pluginId(),
                rollout.version(),
                last ? "" : words.step(rollout.steps().get(rollout.step() + 1)));
    }

    void pause(PluginRollout rollout) {
        ask(
                "pause",
                false,
                () -> rollouts.pause(rollout.pluginId()),
                rollout.pluginId(),
                rollout.version());
    }

    void resume(PluginRollout rollout) {
        ask(
                "resume",
                false,
                () -> rollouts.resume(rollout.pluginId()),
                rollout.pluginId(),
                rollout.version());
    }

    void takeBack(PluginRollout rollout) {
        ask(
                "take-back",
                true,
                () -> rollouts.takeBack(rollout.pluginId()),
                rollout.pluginId(),
                rollout.version(),
                rollout.from(),
                rollout.tenants());
    }

    /// @param loss whether the button is red
    /// @param arguments of the texts `operator.plugins.<what>.title`, `.consequence` and `.done`
    private void ask(String what, boolean loss, Runnable action, Object... arguments) {
        String key = "operator.plugins." + what;
        Confirm confirm =
                new Confirm(
                        Screens.text(key + ".title", arguments),
                        Screens.text(key + ".consequence", arguments),
                        Screens.text(key),
                        () -> run(action, Screens.text(key + ".done", arguments)));
        (loss ? confirm : confirm.harmless()).open();
    }

    private void run(Runnable action, String done) {
        try {
            action.run();
            Toasts.done(done);
        } catch (PluginException refused) {
            Toasts.failed(Failure.of(refused));
        }
        changed.run();
    }
}
