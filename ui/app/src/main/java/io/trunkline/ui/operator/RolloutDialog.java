package io.trunkline.ui.operator;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.trunkline.pluginhost.PluginRelease;
import io.trunkline.pluginhost.PluginRollouts;
import io.trunkline.pluginhost.RolloutRules;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.tenant.TenantFacts;
import io.trunkline.tenancy.tenant.Tenants;
import io.trunkline.ui.shell.Notice;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whom a release serves first, and how long each step is watched; says in words what it will do.
final class RolloutDialog extends Dialog {

    private static final int SECONDS = 60;
    private static final int DAY_MINUTES = 1_440;
    private static final int MOST_CALLS = 1_000_000;

    private final transient PluginRollouts rollouts;
    private final transient PluginState plugin;
    private final transient PluginRelease release;
    private final Runnable changed;
    private final transient PluginWords words = PluginParts.words();
    private final MultiSelectComboBox<TenantFacts> named = new MultiSelectComboBox<>();
    private final TextField shares = new TextField();
    private final IntegerField hold = new IntegerField();
    private final IntegerField calls = new IntegerField();
    private final Paragraph plan = new Paragraph();
    private final Notice problem = new Notice();
    private final Button act;

    RolloutDialog(
            PluginRollouts rollouts,
            Tenants tenants,
            PluginState plugin,
            PluginRelease release,
            Runnable changed) {
        this.rollouts = rollouts;
        this.plugin = plugin;
        this.release = release;
        this.changed = changed;
        setId("rollout-dialog");
        setHeaderTitle(words.text("roll-out.title", plugin.id(), release.version()));
        addClassName("tl-dialog");
        setWidth("520px");
        act = new Button(words.text("roll-out"), click -> start());
        act.setId("rollout-start");
        act.addThemeName("primary");
        act.setDisableOnClick(true);
        fields(tenants);
        Div pair = PluginParts.box("tl-operator-form", hold, calls);
        plan.setId("rollout-plan");
        plan.addClassName("tl-plugin-plan");
        plan.getElement().setAttribute("aria-live", "polite");
        add(PluginParts.box("tl-dialog-body", named, shares, pair, plan, problem));
        getFooter().add(new Button(Screens.text("shell.cancel"), click -> close()), act);
        tell();
    }

    private void fields(Tenants tenants) {
        Set<String> users = Set.copyOf(rollouts.users(plugin.id()));
        List<TenantFacts> choice =
                tenants.list(null, null, List.of(), Integer.MAX_VALUE).stream()
                        .filter(tenant -> users.contains(tenant.key()))
                        .toList();
        named.setId("rollout-named");
        named.setLabel(words.text("roll-out.named"));
        named.setHelperText(words.text("roll-out.named.help", choice.size()));
        named.setItems(choice);
        named.setItemLabelGenerator(tenant -> tenant.name() + " · " + tenant.key());
        named.setWidthFull();
        named.addValueChangeListener(change -> tell());
        shares.setId("rollout-shares");
        shares.setLabel(words.text("roll-out.shares"));
        shares.setHelperText(words.text("roll-out.shares.help"));
        shares.setErrorMessage(words.text("roll-out.shares.wrong"));
        shares.setRequiredIndicatorVisible(true);
        shares.setManualValidation(true);
        shares.setWidthFull();
        shares.setValue(RolloutDraft.USUAL_SHARES);
        shares.setValueChangeMode(ValueChangeMode.LAZY);
        shares.addValueChangeListener(change -> tell());
        number(hold, "hold", RolloutRules.USUAL.holdSeconds() / SECONDS, DAY_MINUTES);
        number(calls, "calls", RolloutRules.USUAL.leastCalls(), MOST_CALLS);
    }

    private void number(IntegerField field, String key, int usual, int most) {
        field.setId("rollout-" + key);
        field.setLabel(words.text("roll-out." + key));
        field.setErrorMessage(words.text("roll-out.number.wrong", most));
        field.setMin(0);
        field.setMax(most);
        field.setManualValidation(true);
        field.setRequiredIndicatorVisible(true);
        field.setStepButtonsVisible(true);
        field.setWidthFull();
        field.setValue(usual);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.addValueChangeListener(change -> tell());
    }

    private Optional<RolloutDraft> draft() {
        return RolloutDraft.of(
                named.getValue().stream().map(TenantFacts::key).toList(), shares.getValue());
    }

    private static boolean within(IntegerField field) {
        Integer value = field.getValue();
        boolean within = value != null && value >= field.getMin() && value <= field.getMax();
        field.setInvalid(!within);
        return within;
    }

    private void tell() {
        Optional<RolloutDraft> draft = draft();
        shares.setInvalid(draft.isEmpty());
        boolean held = within(hold);
        boolean called = within(calls);
        boolean ready = draft.isPresent() && held && called;
        act.setEnabled(ready);
        plan.setVisible(ready);
        if (ready) {
            RolloutRules usual = RolloutRules.USUAL;
            plan.setText(
                    words.text(
                            "roll-out.plan",
                            release.version(),
                            words.steps(draft.orElseThrow().steps()),
                            hold.getValue(),
                            calls.getValue(),
                            usual.failureMargin(),
                            usual.latencyFactor(),
                            String.valueOf(plugin.version())));
        }
    }

    private void start() {
        try {
            RolloutRules usual = RolloutRules.USUAL;
            RolloutRules rules =
                    new RolloutRules(
                            hold.getValue() * SECONDS,
                            calls.getValue(),
                            usual.failureMargin(),
                            usual.latencyFactor());
            rollouts.start(plugin.id(), release.version(), draft().orElseThrow().steps(), rules);
            close();
            Toasts.done(words.text("roll-out.done", plugin.id(), release.version()));
            changed.run();
        } catch (PluginException refused) {
            problem.refused(refused);
            act.setEnabled(true);
        }
    }
}
